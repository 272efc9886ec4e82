using Bourse.Gateway.Rest;
using Bourse.Records;

namespace Bourse.Gateway.People;

/// <summary>Query parameters of lists of users, keys and the audit.</summary>
internal static class PeopleParameters
{
    public const int LimitDefault = 100;

    private const int LimitMax = 1_000;

    public static readonly QueryParameter<int> Limit =
        Parameters.Count("limit", "The most rows in one answer.", LimitDefault, LimitMax);

    public static readonly QueryParameter<string> User = Text("user", "Only this user's, as `ann`.", UserName.LengthMax);

    /// <summary>A text of printable ASCII.</summary>
    public static QueryParameter<string> Text(string name, string description, int lengthMax) =>
        new(name, description, $"1 to {lengthMax} printable ASCII characters")
        {
            Schema = new() { ["type"] = "string", ["minLength"] = 1, ["maxLength"] = lengthMax },
            TryRead = (ReadOnlySpan<char> text, out string value) =>
            {
                value = text.ToString();
                return value.Length > 0 && value.Length <= lengthMax && !text.ContainsAnyExceptInRange(' ', '~');
            },
        };

    /// <summary>The key of the last row of the page before, as the answer gave it.</summary>
    public static QueryParameter<string> After(int lengthMax) =>
        Text("cursor", "The `next_cursor` of the answer before; the other parameters stay as they were.", lengthMax);

    /// <summary>A cursor that is a number.</summary>
    public static readonly QueryParameter<long> AfterNumber =
        new("cursor", "The `next_cursor` of the answer before; the other parameters stay as they were.", "a cursor")
        {
            Schema = new() { ["type"] = "string", ["maxLength"] = 19 },
            TryRead = (ReadOnlySpan<char> text, out long value) =>
                long.TryParse(text, System.Globalization.NumberStyles.None, null, out value),
        };
}
