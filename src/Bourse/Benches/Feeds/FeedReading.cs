using Bourse.Feeds.Relay;
using Bourse.Market;
using Bourse.Tape.Relay;

namespace Bourse.Benches.Feeds;

/// <summary>The process that subscribes to the relay: notes how late each trade and each change of a book is.</summary>
internal static class FeedReading
{
    /// <summary>Reads so many events, the first only to warm up, or until the feed has a gap; prints what it noted.</summary>
    public static void Run(string address, long events, long warmUp)
    {
        var (fromSend, fromRead) = (new LatencyHistogram(), new LatencyHistogram());
        using var client = RelayClient.Connect(RelayAddress.Parse(address), new RelayRequest(RelayStart.Sequence, 1, []));
        Console.WriteLine(RelayReading.Ready);
        for (long seen = 0; seen < events && client.TryRead(out var record) && record.Type != MarketEventType.Gap;)
        {
            if (record.Type is not (MarketEventType.Trade or MarketEventType.BookDelta) || seen++ < warmUp)
                continue;
            ref readonly var header = ref EventHeader.In(record.Payload);
            fromSend.Record(TimedRecords.Now() - header.VenueTime.Nanoseconds);
            fromRead.Record(
                Timestamp.FromDateTime(TimeProvider.System.GetUtcNow()).Nanoseconds - header.ReceiveTime.Nanoseconds);
        }

        fromSend.WriteTo(Console.Out);
        fromRead.WriteTo(Console.Out);
    }
}
