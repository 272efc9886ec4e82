using Bourse.Gateway.WebSocket;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace Bourse.Gateway.Auth;

/// <summary>What a request brings to say who makes it: a key or a token, one of them, once.</summary>
/// <param name="Key">As it was sent; null for none.</param>
/// <param name="Token">As it was sent; null for none.</param>
/// <param name="IsSound">False where there are several, or the Authorization header has another form.</param>
internal readonly record struct Credentials(string? Key, string? Token, bool IsSound)
{
    private const string KeyHeader = "X-API-Key";
    private const string Scheme = "Bearer ";
    private const string KeyParameter = "api_key";
    private const string TokenParameter = "token";

    private static readonly Credentials Unsound = new(null, null, IsSound: false);

    public bool AreNone => IsSound && Key is null && Token is null;

    public static Credentials Of(HttpRequest request)
    {
        var keys = request.Headers[KeyHeader];
        var authorizations = request.Headers.Authorization;
        var found = new Credentials(null, null, IsSound: true);
        if (keys.Count > 0)
            found = keys is [{ } key] ? found with { Key = key } : Unsound;
        if (authorizations.Count > 0)
            found = found.AreNone && authorizations is [{ } text] && text.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
                ? found with { Token = text[Scheme.Length..] }
                : Unsound;
        // Browsers cannot give a WebSocket headers. Elsewhere keys have no place in addresses, which get written down.
        return request.Path.StartsWithSegments(PhoenixSocket.Path) ? found.WithQuery(request.QueryString) : found;
    }

    private Credentials WithQuery(QueryString query)
    {
        var found = this;
        foreach (var pair in new QueryStringEnumerable(query.Value))
        {
            var name = pair.DecodeName().Span;
            var (isKey, isToken) = (name is KeyParameter, name is TokenParameter);
            // An empty parameter is what a page sends that has nobody to name.
            if ((!isKey && !isToken) || pair.DecodeValue().Span is not { Length: > 0 } value)
                continue;
            if (!found.AreNone)
                return Unsound;
            found = isKey ? found with { Key = value.ToString() } : found with { Token = value.ToString() };
        }

        return found;
    }
}
