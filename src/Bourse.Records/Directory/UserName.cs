using System.Buffers;

namespace Bourse.Records;

/// <summary>What a user may be called.</summary>
public static class UserName
{
    public const int LengthMax = 24;

    // Names that the exchange and its programs have for themselves.
    private const string BotPrefix = "bot-";
    private static readonly string[] Taken = ["house", "operator"];

    private static readonly SearchValues<char> Allowed =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-_.");

    /// <summary>1 to 24 of a–z, 0–9, '-', '_' and '.', and not a name that the exchange has for itself.</summary>
    public static bool IsSound(string name) => HasForm(name)
        && !Taken.Contains(name) && !name.StartsWith(BotPrefix, StringComparison.Ordinal);

    private static bool HasForm(string name) =>
        name.Length is > 0 and <= LengthMax && !name.AsSpan().ContainsAnyExcept(Allowed);
}
