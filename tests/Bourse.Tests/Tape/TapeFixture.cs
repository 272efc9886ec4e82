using Bourse.Journal;
using Bourse.Market;
using Bourse.Tape;

namespace Bourse.Tests.Tape;

/// <summary>A real tape in a temporary folder, drained by the test's own thread.</summary>
internal sealed class TapeFixture : IDisposable
{
    public static readonly Venue Asx = new(1, "ASX", "Australian Securities Exchange", "Australia/Sydney");
    public static readonly InstrumentTerms Terms = new("", "AUD");

    private readonly TapeOptions _options;

    private readonly long _retainBytes;

    public TapeFixture(TapeOptions? options = null, long retainBytes = 0)
    {
        _options = options ?? new TapeOptions { RingKilobytes = 64, DedupMessages = 1024 };
        _retainBytes = retainBytes;
        Tape = Open();
    }

    public string Folder { get; } = Directory.CreateTempSubdirectory("bourse-tape-").FullName;

    public Bourse.Tape.Tape Tape { get; private set; }

    public void Reopen()
    {
        Tape.Dispose();
        Tape = Open();
    }

    public TapeInlet AddFeed(string name = "test") => Tape.AddFeed(name, TestContext.Current.CancellationToken);

    public void DrainAll()
    {
        while (Tape.Drain() > 0)
        {
        }
    }

    /// <summary>Every record of a type, decoded.</summary>
    public List<T> Read<T>(MarketEventType type, Func<JournalRecord, T> decode)
    {
        var found = new List<T>();
        using var cursor = Tape.Journal.Reader.OpenCursor(Tape.Journal.FirstSequence);
        while (cursor.TryRead(out var record))
            if (record.Type == (ushort)type)
                found.Add(decode(record));
        return found;
    }

    public List<long> TradeNumbers() => Read(MarketEventType.Trade, record => Trade.In(record.Payload).Header.Native);

    public static Trade TradeOf(Instrument instrument, Source source, long native) => new(
        new EventHeader
        {
            Instrument = instrument.Id,
            Source = source.Id,
            Native = native,
            VenueTime = new Timestamp(1_000_000 * native),
        },
        new Price(36 * Price.UnitsPerOne),
        new Quantity(Quantity.UnitsPerOne));

    public void Dispose()
    {
        Tape.Dispose();
        Directory.Delete(Folder, recursive: true);
    }

    private Bourse.Tape.Tape Open() => Bourse.Tape.Tape.Open(
        _options,
        new JournalOptions
        {
            Directory = Folder,
            SegmentBytes = 1 << 20,
            Durability = Durability.Os,
            RetainBytes = _retainBytes,
        },
        TimeProvider.System);
}
