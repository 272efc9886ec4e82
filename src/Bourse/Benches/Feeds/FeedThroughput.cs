using System.Diagnostics;

namespace Bourse.Benches.Feeds;

/// <summary>
/// A recording taken again and again, each time from a new connection; timed is what comes behind the last snapshot.
/// The best of several rounds counts: what else the machine does only ever takes away.
/// </summary>
internal static class FeedThroughput
{
    private static readonly TimeSpan RoundLength = TimeSpan.FromMilliseconds(500);

    /// <summary>Messages a second, and bytes allocated for each.</summary>
    public static FeedFigures Measure(FollowedRecording recording, Action<RecordedInput> take, int rounds)
    {
        Round(recording, take);
        var best = default(FeedFigures);
        for (var round = 0; round < rounds; round++)
        {
            var figures = Round(recording, take);
            best = figures.PerSecond > best.PerSecond ? figures : best;
        }

        return best;
    }

    private static FeedFigures Round(FollowedRecording recording, Action<RecordedInput> take)
    {
        var (inputs, steadyFrom) = (recording.Feed.Inputs.ToArray(), recording.Feed.SteadyFrom);
        long ticks = 0, allocated = 0, count = 0;
        var round = Stopwatch.StartNew();
        do
        {
            recording.Begin();
            foreach (var input in inputs.AsSpan(0, steadyFrom))
                take(input);
            var (start, bytes) = (Stopwatch.GetTimestamp(), GC.GetAllocatedBytesForCurrentThread());
            foreach (var input in inputs.AsSpan(steadyFrom))
                take(input);
            ticks += Stopwatch.GetTimestamp() - start;
            allocated += GC.GetAllocatedBytesForCurrentThread() - bytes;
            count += inputs.Length - steadyFrom;
        }
        while (round.Elapsed < RoundLength);
        return new FeedFigures(count / Stopwatch.GetElapsedTime(0, ticks).TotalSeconds, (double)allocated / count);
    }
}
