using Bourse.Market;

namespace Bourse.Gateway.WebSocket;

/// <summary>
/// Where a channel begins: with the next event, at a sequence, or at the first event recorded at a time.
/// </summary>
internal readonly record struct JoinStart(long? Sequence, Timestamp? Time)
{
    /// <summary>The next event.</summary>
    public static JoinStart Live => default;

    public bool IsLive => Sequence is null && Time is null;
}
