using Bourse.Feeds.Relay;
using Bourse.Journal;
using Bourse.Tape.Relay;

namespace Bourse.Benches;

/// <summary>The reading process: takes so many records and notes how late each is.</summary>
internal static class RelayReading
{
    /// <summary>Is printed when the reader has its place and the writer may begin.</summary>
    public const string Ready = "ready";

    public static LatencyHistogram Run(RelayWay way, string place, long records)
    {
        var histogram = new LatencyHistogram();
        if (way is RelayWay.SocketSpinning or RelayWay.SocketBlocking)
            ReadRelay(place, records, histogram);
        else
            ReadJournal(place, way == RelayWay.JournalSpinning ? WaitStrategy.Spin : WaitStrategy.Block, records, histogram);
        return histogram;
    }

    private static void ReadJournal(string folder, WaitStrategy wait, long records, LatencyHistogram histogram)
    {
        using var reader = JournalReader.Open(folder);
        using var cursor = reader.OpenCursor(1);
        Console.WriteLine(Ready);
        while (histogram.Count < records)
            if (cursor.TryRead(out var record))
                histogram.Record(TimedRecords.Now() - TimedRecords.DueOf(record.Payload));
            else
                cursor.Wait(wait, TimeSpan.FromSeconds(1));
    }

    private static void ReadRelay(string address, long records, LatencyHistogram histogram)
    {
        using var client = RelayClient.Connect(RelayAddress.Parse(address), new RelayRequest(RelayStart.Sequence, 1, []));
        Console.WriteLine(Ready);
        while (histogram.Count < records && client.TryRead(out var record))
            histogram.Record(TimedRecords.Now() - TimedRecords.DueOf(record.Payload));
    }
}
