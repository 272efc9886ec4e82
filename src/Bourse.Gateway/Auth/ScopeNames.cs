using Bourse.Records;

namespace Bourse.Gateway.Auth;

/// <summary>Scopes as they are written: "read trade", in this order.</summary>
internal static class ScopeNames
{
    private static readonly (Scopes Scope, string Name)[] Names =
        [(Scopes.Read, "read"), (Scopes.Trade, "trade"), (Scopes.Admin, "admin")];

    private static readonly string[] Texts = [.. Enumerable.Range(0, (int)Scopes.All + 1).Select(set => string.Join(
        ' ', Names.Where(name => ((Scopes)set).HasFlag(name.Scope)).Select(name => name.Name)))];

    public static string Of(Scopes scopes) => Texts[(int)(scopes & Scopes.All)];

    /// <summary>Null where a word is none of them, or there is no word.</summary>
    public static Scopes? Read(string text)
    {
        var scopes = Scopes.None;
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var named = Array.Find(Names, name => name.Name == word);
            if (named.Name is null)
                return null;
            scopes |= named.Scope;
        }

        return scopes == Scopes.None ? null : scopes;
    }
}
