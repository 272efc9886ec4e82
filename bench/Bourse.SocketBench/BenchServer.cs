using System.Diagnostics;
using System.Globalization;
using Bourse.Gateway.WebSocket;
using Bourse.Journal;
using Bourse.Market;
using Bourse.Ticks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Bourse.SocketBench;

/// <summary>
/// Writes trades to a tape whose live loop hands them to clients in another process. As fast as possible means that
/// the writer keeps a window of events ahead of the slowest client, so that none is conflated and every one counts.
/// </summary>
internal sealed class BenchServer(BenchRun run)
{
    private const int WindowEvents = 4_096;

    private readonly byte[] _payload = new byte[InstrumentDefinition.BytesMax];

    public async Task RunAsync()
    {
        var folder = Directory.CreateTempSubdirectory("bourse-bench-").FullName;
        using (var journal = JournalWriter.Open(new JournalOptions { Directory = folder, Durability = Durability.Os }))
        {
            var store = new TickStore(new TickOptions());
            var fanout = new Fanout(store, journal.Reader);
            await using var hub = new SocketHub(
                fanout, () => "{}"u8.ToArray(), new WebSocketLimits { BehindSecondsMax = 600 }, TimeProvider.System);
            await using var app = Build(hub, fanout, out var plain);
            await app.StartAsync();
            using var stopping = new CancellationTokenSource();
            var live = new Thread(() => ReadTape(journal.Reader, store, fanout, stopping.Token)) { Name = "live" };
            live.Start();
            Define(journal);
            await Console.Out.WriteLineAsync(AddressOf(app));
            // Each client's first frame is the reply to its join.
            while (plain.FramesSent + hub.Counters.FramesSent < run.Clients)
                await Task.Delay(50);
            Measure(journal, hub, plain);
            await stopping.CancelAsync();
            live.Join();
        }

        Directory.Delete(folder, recursive: true);
    }

    private WebApplication Build(SocketHub hub, Fanout fanout, out PlainSocket plain)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        plain = new PlainSocket(fanout);
        if (run.IsPlain)
            plain.Map(app);
        else
            PhoenixSocket.Map(app, hub, new SocketDoor());
        return app;
    }

    private static string AddressOf(WebApplication app) => app.Services.GetRequiredService<IServer>()
        .Features.Get<IServerAddressesFeature>()!.Addresses.Single()
        .Replace("http", "ws", StringComparison.Ordinal) + PhoenixSocket.Path;

    private static void ReadTape(JournalReader tape, TickStore store, Fanout fanout, CancellationToken stopping)
    {
        using var cursor = tape.OpenCursor(1);
        while (!stopping.IsCancellationRequested)
        {
            while (cursor.TryRead(out var record))
            {
                store.Apply(record.Sequence, record.Type, record.Payload);
                fanout.Publish(record);
            }

            cursor.Wait(WaitStrategy.Block, TimeSpan.FromMilliseconds(20), stopping);
        }
    }

    private void Define(JournalWriter journal)
    {
        var instrument = new Instrument
        {
            Id = new InstrumentId(1),
            Venue = new Venue(1, "ASX", "Australian Securities Exchange", "Australia/Sydney"),
            Symbol = "BHP",
            Name = "BHP",
            Currency = "AUD",
        };
        var bytes = InstrumentDefinition.Write(_payload, instrument);
        journal.Append((ushort)MarketEventType.InstrumentDefinition, 1, 0, _payload.AsSpan(0, bytes));
        journal.Commit();
    }

    private void Measure(JournalWriter journal, SocketHub hub, PlainSocket plain)
    {
        var since = Stopwatch.GetTimestamp();
        for (var i = 0; i < run.Events; i++)
        {
            if (run.EventsPerSecond > 0)
                WaitUntil(() => Stopwatch.GetElapsedTime(since).TotalSeconds * run.EventsPerSecond > i);
            else if (i % 256 == 0)
                WaitUntil(() => i - Delivered() < WindowEvents);
            Write(journal);
        }

        WaitUntil(() => Delivered() == run.Events);
        var seconds = Stopwatch.GetElapsedTime(since).TotalSeconds;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{run.Clients} clients: {run.Events / seconds:N0} events/s, "
            + $"{run.Events / seconds * run.Clients:N0} frames/s, {seconds:F1} s, dropped {hub.Counters.FramesDropped}"));

        double Delivered() => (double)(plain.FramesSent + hub.Counters.FramesSent - run.Clients) / run.Clients;
    }

    private static void WaitUntil(Func<bool> isSo)
    {
        while (!isSo())
            Thread.Sleep(0);
    }

    private void Write(JournalWriter journal)
    {
        var now = Timestamp.FromDateTime(TimeProvider.System.GetUtcNow());
        var header = new EventHeader { Instrument = new InstrumentId(1), VenueTime = now, Side = Side.Buy };
        new Trade(header, new Price(3_812_000_000), new Quantity(10_000_000_000)).Write(_payload);
        journal.Append((ushort)MarketEventType.Trade, 1, now.Nanoseconds, _payload.AsSpan(0, Trade.Bytes));
        journal.Commit();
    }
}
