using System.Diagnostics;
using Bourse.Output;

namespace Bourse.Benches;

/// <summary>The trading interface of a large exchange: this process is the client, another serves.</summary>
internal sealed class ApiBench(string data, int users, int instruments, int seed, string? postgres)
{
    private const int OrderConnections = 256;
    private const int ReadConnections = 64;
    private const int PortfoliosPerSecond = 2_000;
    private const int SearchesPerSecond = 200;
    private const int Firings = 500;
    private const int SnapshotsEstimate = 20_000;

    private readonly Report _report = new("what", "requests", "per_s", "p50_ms", "p99_ms", "p99.9_ms", "max_ms", "not 2xx");

    /// <summary>Makes the exchange where it is not there yet, and measures.</summary>
    public async Task<Report> RunAsync(int orders, int seconds, int perSecond)
    {
        if (!Directory.Exists(DataDirectory.OrdersIn(data)))
            await MakeAsync(orders);
        using var served = ServedProgram.Start(
            data, postgres is null ? [] : ["--set", $"Records:PostgreSql={postgres}"]);
        Tell("reading journals into memory and records");
        var clock = Stopwatch.StartNew();
        await served.WaitCaughtUpAsync();
        Tell($"caught up after {clock.Elapsed.TotalSeconds:F1} s; users and keys");
        var keys = await ApiPeople.KeysAsync(served.Operator, data, users);
        var requests = new ApiRequests(keys, instruments, seed);
        Order(served, requests, seconds, perSecond);
        clock.Restart();
        await served.WaitCaughtUpAsync();
        Tell($"the records were {clock.Elapsed.TotalSeconds:F1} s behind the last order");
        Read(served, requests, seconds);
        var user = ExchangeFlow.AccountName(ExchangeFlow.FirstAccount);
        Add("order that fires an alert, until it is told", await new AlertDelivery(served, user, keys[0]).RunAsync(Firings));
        return _report;
    }

    private void Order(ServedProgram served, ApiRequests requests, int seconds, int perSecond)
    {
        using var load = new HttpLoad(served.EndPoint, OrderConnections);
        // Until all that takes part has been compiled for speed.
        load.Run(_ => requests.Order(), (long)perSecond * seconds, perSecond);
        Add($"orders, durable, {perSecond}/s", load.Run(_ => requests.Order(), (long)perSecond * seconds, perSecond));
        Add("orders, durable, as many as are taken", load.Run(_ => requests.Order(), 2L * perSecond * seconds, perSecond: 0));
    }

    private void Read(ServedProgram served, ApiRequests requests, int seconds)
    {
        using var reading = new HttpLoad(served.EndPoint, ReadConnections);
        reading.Run(_ => requests.Snapshot(), SnapshotsEstimate, perSecond: 0);
        Add("snapshots, as many as are answered",
            reading.Run(_ => requests.Snapshot(), (long)SnapshotsEstimate * seconds, perSecond: 0));
        reading.Run(_ => requests.Portfolio(), PortfoliosPerSecond, PortfoliosPerSecond);
        Add($"portfolios, {PortfoliosPerSecond}/s",
            reading.Run(_ => requests.Portfolio(), (long)PortfoliosPerSecond * seconds, PortfoliosPerSecond));
        reading.Run(requests.Search, SearchesPerSecond, SearchesPerSecond);
        Add($"trades/search, {SearchesPerSecond}/s",
            reading.Run(requests.Search, (long)SearchesPerSecond * seconds, SearchesPerSecond));
    }

    private async Task MakeAsync(int orders)
    {
        Tell($"an exchange of {users} accounts, {instruments} instruments, {orders} orders");
        var clock = Stopwatch.StartNew();
        DataDirectory.Create(data);
        var commands = await ExchangePopulation.MakeAsync(data, users, instruments, orders, seed);
        Tell($"{commands} commands in {clock.Elapsed.TotalSeconds:F1} s");
    }

    private void Add(string what, HttpLoadResult result) => Add(
        what, result.Latencies, Math.Round(result.PerSecond),
        string.Join(' ', result.Statuses.Where(status => status.Key is < 200 or > 299)
            .Select(status => $"{status.Key}:{status.Value}")));

    private void Add(string what, LatencyHistogram latencies, double? perSecond = null, string others = "")
    {
        Tell($"{what}: {perSecond}/s, p99 {Millis(latencies.Percentile(0.99))} ms {others}");
        _report.Add(
            what, latencies.Count, perSecond is { } rate ? rate : "", Millis(latencies.Percentile(0.5)),
            Millis(latencies.Percentile(0.99)), Millis(latencies.Percentile(0.999)), Millis(latencies.Max), others);
    }

    private static double Millis(long nanoseconds) => Math.Round(nanoseconds / 1e6, 2);

    private static void Tell(string what) => Console.Error.WriteLine($"bench api: {what}");
}
