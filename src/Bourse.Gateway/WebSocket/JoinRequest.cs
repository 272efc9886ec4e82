using Bourse.Market;

namespace Bourse.Gateway.WebSocket;

/// <summary>What a client asks for when it joins a channel.</summary>
/// <param name="Start">Where on the tape the channel begins.</param>
/// <param name="Interval">Of a bar channel.</param>
/// <param name="Depth">Levels a side of a book channel; 0 for all, as changes.</param>
internal sealed record JoinRequest(InstrumentChoice Choice, JoinStart Start, BarInterval Interval, int Depth)
{
    /// <summary>The past is to be played from a moment, at a speed; null where it is to come as fast as it is read.</summary>
    public PlayRequest? Play { get; init; }

    /// <summary>Of a channel that has no instruments: what comes next.</summary>
    public static JoinRequest Live { get; } = new(InstrumentChoice.None, JoinStart.Live, default, 0);
}
