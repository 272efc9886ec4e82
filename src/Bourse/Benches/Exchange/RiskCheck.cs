using System.Diagnostics;
using Bourse.Exchange;

namespace Bourse.Benches;

/// <summary>
/// What it takes to find that an order must not be placed: orders that pass every test but the last, for funds, timed one
/// by one, with what the exchange does around each command.
/// </summary>
internal static class RiskCheck
{
    private const int WarmUp = 200_000;

    public static LatencyHistogram Run(int accounts, int instruments, int orders, int seed)
    {
        var flow = new ExchangeFlow(accounts, instruments, seed);
        var (preparation, refused) = (new CommandTape(), new CommandTape());
        flow.Prepare(preparation);
        for (var i = 0; i < WarmUp + orders; i++)
            flow.Overdraw(refused);
        var page = new BlotterPage();
        var exchange = new ExchangeState();
        preparation.Replay(exchange, page);
        var latencies = new LatencyHistogram();
        var nanoseconds = 1e9 / Stopwatch.Frequency;
        var at = 0;
        for (var i = 0; i < refused.Count; i++)
        {
            var header = refused.Read(ref at, out var payload);
            var start = Stopwatch.GetTimestamp();
            exchange.Apply(header, payload, page);
            var elapsed = Stopwatch.GetTimestamp() - start;
            if (i >= WarmUp)
                latencies.Record((long)(elapsed * nanoseconds));
            if (page.Count != 1)
                throw new InvalidOperationException("An order was not refused.");
            page.Clear();
        }

        return latencies;
    }
}
