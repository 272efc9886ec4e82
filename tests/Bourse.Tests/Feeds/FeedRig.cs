using Bourse.Feeds;
using Bourse.Journal;
using Bourse.Market;
using Bourse.Tape;

namespace Bourse.Tests.Feeds;

/// <summary>A data folder of its own in which feeds run on a real tape, again and again.</summary>
internal sealed class FeedRig : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);


    public FeedRig() => Directory.CreateDirectory(Folder);

    public string Folder { get; } = Path.Combine(Path.GetTempPath(), $"bourse-feeds-{Guid.NewGuid():n}");

    public string DeadLetters => Path.Combine(Folder, "dead-letters");

    public string JournalDirectory => Path.Combine(Folder, "tape");

    /// <summary>What stamps the tape's records.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>A small ring, so that a feed that is stopped is not far ahead of the tape.</summary>
    public TapeOptions Options { get; init; } = new() { RingKilobytes = 64 };

    public InstrumentRegistry Instruments { get; private set; } = new();

    /// <summary>Opens the tape, runs the feed to its end on this thread, and closes the tape with all of it.</summary>
    public void Run(IFeed feed) => RunUntil(feed, long.MaxValue, CancellationToken.None);

    /// <summary>The same, but stops the feed when the tape has that many records.</summary>
    public void Run(IFeed feed, long stopAfter) => RunUntil(feed, stopAfter, CancellationToken.None);

    public void RunUntil(IFeed feed, CancellationToken stopping) => RunUntil(feed, long.MaxValue, stopping);

    /// <summary>All records of the tape.</summary>
    public List<TapedEvent> Events() => EventsOf(JournalDirectory);

    public List<Trade> Trades() =>
        [.. Events().Where(taped => taped.Type == MarketEventType.Trade).Select(taped => taped.Trade)];

    public List<Quote> Quotes() =>
        [.. Events().Where(taped => taped.Type == MarketEventType.Quote).Select(taped => taped.Quote)];

    public string Write(string fileName, string text) => Write(fileName, System.Text.Encoding.UTF8.GetBytes(text));

    public string Write(string fileName, byte[] bytes)
    {
        var path = Path.Combine(Folder, fileName);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    public static JournalOptions JournalOf(string directory) =>
        new() { Directory = directory, SegmentBytes = 1 << 20, Durability = Durability.Os };

    private void RunUntil(IFeed feed, long stopAfter, CancellationToken stopping)
    {
        using var tape = Bourse.Tape.Tape.Open(Options, JournalOf(JournalDirectory), Clock);
        Instruments = tape.Instruments;
        using var stoppingFeed = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        using var stoppingTape = new CancellationTokenSource();
        var inlet = tape.AddFeed(feed.Name, stoppingFeed.Token);
        var writer = new Thread(() =>
        {
            while (!stoppingTape.IsCancellationRequested)
            {
                if (tape.Drain() == 0)
                    Thread.Yield();
                if (tape.Counters.Appended >= stopAfter)
                    stoppingFeed.Cancel();
            }
        });
        writer.Start();
        try
        {
            feed.Run(inlet, stoppingFeed.Token);
        }
        finally
        {
            SpinWait.SpinUntil(() => inlet.IsDrained, Patience);
            stoppingTape.Cancel();
            writer.Join();
        }
    }

    private static List<TapedEvent> EventsOf(string directory)
    {
        using var reader = JournalReader.Open(directory);
        using var cursor = reader.OpenCursor(reader.FirstSequence);
        var events = new List<TapedEvent>();
        while (cursor.TryRead(out var record))
            events.Add(new TapedEvent(record.Sequence, (MarketEventType)record.Type, record.Payload.ToArray()));
        return events;
    }
}
