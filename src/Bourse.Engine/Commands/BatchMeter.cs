using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Bourse.Engine;

/// <summary>
/// Measures batches: how many commands are carried out together, and how long they wait for the disk. Of the waits one at a
/// time, so that nothing is kept for those between. The engine's thread.
/// </summary>
internal sealed class BatchMeter
{
    private static readonly Meter Meter = new("Bourse.Engine");

    private static readonly Histogram<int> Sizes = Meter.CreateHistogram<int>(
        "bourse.exchange.batch", "{command}", "Commands carried out together.");

    private static readonly Histogram<double> Waits = Meter.CreateHistogram<double>(
        "bourse.exchange.durable.wait", "s",
        "From a batch being carried out to its commands being durable and answered; of one batch at a time.");

    private long _sequence;
    private long _since;

    public void Begin(int commands, long lastSequence)
    {
        Sizes.Record(commands);
        if (_sequence == 0)
            (_sequence, _since) = (lastSequence, Stopwatch.GetTimestamp());
    }

    /// <param name="settled">Commands up to it are durable and answered.</param>
    public void End(long settled)
    {
        if (_sequence == 0 || _sequence > settled)
            return;
        Waits.Record(Stopwatch.GetElapsedTime(_since).TotalSeconds);
        _sequence = 0;
    }
}
