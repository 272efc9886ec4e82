using System.Collections;
using Bourse.Gateway.Telemetry;
using Microsoft.AspNetCore.Http;

namespace Bourse.Gateway.Rest;

/// <summary>
/// What every log line of a request says: how its answer names it, and its trace. Keeps nothing of the request, which is
/// over before the last line may be written.
/// </summary>
internal sealed class RequestScope(HttpContext context) : IReadOnlyList<KeyValuePair<string, object?>>
{
    private readonly string _correlationId = CorrelationId.Of(context);
    private readonly string _trace = RequestSpan.TraceOf(context);

    public int Count => 2;

    public KeyValuePair<string, object?> this[int index] => index switch
    {
        0 => new("CorrelationId", _correlationId),
        1 => new("TraceId", _trace),
        _ => throw new ArgumentOutOfRangeException(nameof(index)),
    };

    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator()
    {
        yield return this[0];
        yield return this[1];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public override string ToString() => $"correlation id {_correlationId}";
}
