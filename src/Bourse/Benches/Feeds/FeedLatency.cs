using Bourse.Feeds.Venues;
using Bourse.Gateway.Relay;
using Bourse.Journal;
using Bourse.Market;
using Bourse.Tape;
using Bourse.Tape.Relay;
using Microsoft.Extensions.Logging.Abstractions;

namespace Bourse.Benches.Feeds;

/// <summary>
/// A venue in one process, its feed and the tape in this one, a subscriber of the relay in a third: how late events are.
/// </summary>
internal sealed class FeedLatency(WaitStrategy wait, int perSecond, long messages)
{
    private const int WarmUpSeconds = 2;

    private readonly long _warmUp = (long)perSecond * WarmUpSeconds;

    /// <summary>Messages that are sent, those that warm up among them.</summary>
    public long Messages => _warmUp + messages;

    public LatencyHistogram FromSend { get; private set; } = new();

    public LatencyHistogram FromRead { get; private set; } = new();

    /// <param name="venueArguments">How this program is started as the venue.</param>
    /// <param name="readerArguments">How it is started as the subscriber of an address, with the events that warm up.</param>
    /// <exception cref="InvalidOperationException">Not every event arrived.</exception>
    public void Run(string[] venueArguments, Func<string, long, string[]> readerArguments)
    {
        using var folder = new BenchFolder();
        using var tape = Tape.Tape.Open(
            new TapeOptions { Wait = wait }, new JournalOptions { Directory = folder.File("tape") }, TimeProvider.System);
        var address = RelayAddress.Parse($"unix:{folder.File("relay.sock")}");
        using var relay = new RelayServer(
            tape.Journal.Reader, tape.Instruments, () => [], new RelayOptions { Spin = wait == WaitStrategy.Spin },
            NullLogger.Instance);
        relay.Listen(address);
        using var reader = ChildProcess.Start(readerArguments(address.Text, _warmUp));
        if (reader.StandardOutput.ReadLine() != RelayReading.Ready)
            throw new InvalidOperationException("The reading process did not start.");
        using var venue = ChildProcess.Start(venueArguments);
        using var stopping = new CancellationTokenSource();
        var taping = new Thread(() => tape.Run(stopping.Token));
        var feeding = Follow(tape, $"ws://127.0.0.1:{venue.StandardOutput.ReadLine()}", stopping.Token);
        taping.Start();
        FromSend = LatencyHistogram.ReadFrom(reader.StandardOutput);
        FromRead = LatencyHistogram.ReadFrom(reader.StandardOutput);
        stopping.Cancel();
        feeding.Join();
        taping.Join();
        reader.WaitForExit();
        venue.WaitForExit();
        if (FromSend.Count != messages)
            throw new InvalidOperationException($"{FromSend.Count} of {messages} events arrived.");
    }

    private static Thread Follow(Tape.Tape tape, string address, CancellationToken stopping)
    {
        var symbol = new VenueSymbol("BTC-USD", TickSize: Price.Parse("0.01"), LotSize: Quantity.Parse("0.00000001"));
        var venue = new VenueOptions { Code = "BENCH", Protocol = "coinbase", Socket = new Uri(address), Symbols = [symbol] };
        var feed = new VenueFeed("BENCH", venue, [symbol], new VenueFeedOptions(), TimeProvider.System);
        var thread = new Thread(() => feed.Run(tape.AddFeed(feed.Name, stopping), stopping));
        thread.Start();
        return thread;
    }
}
