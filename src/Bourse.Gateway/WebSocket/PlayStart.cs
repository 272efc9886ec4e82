using Bourse.Market;
using Bourse.Ticks;

namespace Bourse.Gateway.WebSocket;

/// <summary>
/// Where on the tape a channel has to begin to read, so that from a moment on the venue's clock it misses nothing: the
/// store remembers that for what it has in memory. Late events of before come with those beside them.
/// </summary>
internal static class PlayStart
{
    // Trades are printed out of the order of their times by no more than that, where venues are in their minds.
    private const int RowsLookedAt = 1_000;

    /// <summary>The sequence to read from; null where only the tape's beginning is sure.</summary>
    public static long? Of(TickStore store, Topic topic, JoinRequest request, long first, long next)
    {
        var start = next;
        foreach (var name in request.Choice.Names)
            foreach (var ticks in store.Named(name))
            {
                if (Of(ticks, topic, request, first, next) is not { } sequence)
                    return null;
                start = Math.Min(start, sequence);
            }

        return start;
    }

    private static long? Of(InstrumentTicks ticks, Topic topic, JoinRequest request, long first, long next)
    {
        var at = request.Play!.Value.At;
        return topic.Kind switch
        {
            ChannelKind.Trades => TradesFrom(ticks, at, next),
            ChannelKind.Bars => TradesFrom(ticks, ticks.Clock.StartOf(at, request.Interval), next),
            ChannelKind.Book when ticks.SnapshotBefore(at, first) is { } snapshot => snapshot,
            ChannelKind.Book when ticks.HasBook => null,
            ChannelKind.Book => QuotesFrom(ticks, ticks.QuoteAt(at)?.Time ?? at, next),
            ChannelKind.Quotes => QuotesFrom(ticks, at, next),
            _ => TradesFrom(ticks, at, next) is { } trades && QuotesFrom(ticks, at, next) is { } quotes
                ? Math.Min(trades, quotes)
                : null,
        };
    }

    private static long? TradesFrom(InstrumentTicks ticks, Timestamp time, long next)
    {
        if (ticks.TradesCompleteFrom > time)
            return null;
        var rows = TickStore.Trades([ticks], new TickRange { Start = time });
        var start = next;
        for (var i = 0; i < RowsLookedAt && rows.TryRead(out var trade); i++)
            start = Math.Min(start, trade.Sequence);
        return start;
    }

    private static long? QuotesFrom(InstrumentTicks ticks, Timestamp time, long next)
    {
        if (ticks.QuotesCompleteFrom > time)
            return null;
        var rows = TickStore.Quotes([ticks], new TickRange { Start = time });
        var start = next;
        for (var i = 0; i < RowsLookedAt && rows.TryRead(out var quote); i++)
            start = Math.Min(start, quote.Sequence);
        return start;
    }
}
