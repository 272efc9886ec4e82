using System.Diagnostics;
using Bourse.Exchange;

namespace Bourse.Benches;

/// <summary>What writing an exchange to a file and reading it again take, each with the state's hash.</summary>
internal sealed record SnapshotTimes(double WriteSeconds, double ReadSeconds, long Megabytes)
{
    public static SnapshotTimes Of(ExchangeState exchange)
    {
        var path = Path.GetTempFileName();
        try
        {
            var clock = Stopwatch.StartNew();
            using (var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, 0))
            {
                exchange.WriteSnapshot(file);
                file.Flush(flushToDisk: true);
            }

            var written = clock.Elapsed.TotalSeconds;
            clock.Restart();
            using var again = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 0);
            ExchangeState.ReadSnapshot(again);
            return new SnapshotTimes(written, clock.Elapsed.TotalSeconds, again.Length >> 20);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
