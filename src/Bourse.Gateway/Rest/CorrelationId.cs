using System.Buffers;
using Bourse.Gateway.Telemetry;
using Microsoft.AspNetCore.Http;

namespace Bourse.Gateway.Rest;

/// <summary>
/// The name of one request in answers and logs: the client's own where it gives a sound one, else its trace's, so that
/// whoever has either finds the other.
/// </summary>
internal static class CorrelationId
{
    public const string Header = "X-Correlation-ID";
    public const int LengthMax = 64;

    private static readonly SearchValues<char> Allowed =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.:");

    public static string Of(HttpContext context)
    {
        if (context.Request.Headers.TryGetValue(Header, out var given)
            && given.Count == 1 && given[0] is { } id && IsSound(id))
            return id;
        return RequestSpan.TraceOf(context) is { Length: > 0 } trace ? trace : context.TraceIdentifier;
    }

    /// <summary>1 to 64 letters, digits and - _ . : which can go into a header and a log line as they are.</summary>
    public static bool IsSound(string id) =>
        id.Length is > 0 and <= LengthMax && !id.AsSpan().ContainsAnyExcept(Allowed);
}
