using Bourse.Gateway.WebSocket;
using Bourse.Journal;
using Bourse.Market;
using Bourse.Ticks;

namespace Bourse.Tests.Gateway;

/// <summary>A tape in a temporary folder, and a live loop that reads it into a store and a fan-out.</summary>
internal sealed class LiveMarket : IDisposable
{
    public static readonly Venue Asx = new(1, "ASX", "Australian Securities Exchange", "Australia/Sydney");
    public static readonly Venue Kraken = new(2, "KRAKEN", "Kraken", "Etc/UTC");
    public static readonly Timestamp Opening = Timestamp.FromCivil(2014, 3, 10, 0, 0, 0);

    private readonly string _folder = Directory.CreateTempSubdirectory("bourse-ws-").FullName;
    private readonly JournalWriter _journal;
    private readonly byte[] _payload = new byte[1 << 16];
    private readonly Lock _lock = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly Thread _live;
    private Exception? _fault;
    private int _instruments;

    public LiveMarket()
    {
        _journal = JournalWriter.Open(new JournalOptions
        {
            Directory = _folder,
            SegmentBytes = 1 << 20,
            Durability = Durability.Os,
        });
        Store = new TickStore(new TickOptions());
        Fanout = new Fanout(Store, _journal.Reader);
        _live = new Thread(ReadTape) { Name = "live" };
        _live.Start();
    }

    public TickStore Store { get; }

    public Fanout Fanout { get; }

    public JournalWriter Journal => _journal;

    public long LastSequence => _journal.LastSequence;

    /// <summary>The time that the next records are recorded at.</summary>
    public Timestamp TapeTime { get; set; } = Opening;

    public Instrument Define(string symbol, Venue? venue = null, bool isSynthetic = false)
    {
        var instrument = new Instrument
        {
            Id = new InstrumentId(++_instruments),
            Venue = venue ?? Asx,
            Symbol = symbol,
            Name = symbol,
            Currency = "AUD",
            IsSynthetic = isSynthetic,
        };
        lock (_lock)
            Append(MarketEventType.InstrumentDefinition, InstrumentDefinition.Write(_payload, instrument));
        return instrument;
    }

    /// <summary>Prints a trade of 100 at a price; returns its sequence. The venue's time is a second a trade.</summary>
    public long Trade(
        Instrument instrument, string price = "38.12", Timestamp? time = null, EventFlags flags = EventFlags.None)
    {
        lock (_lock)
        {
            var trade = new Trade(Header(instrument, time, flags), Price.Parse(price), Quantity.Parse("100"));
            trade.Write(_payload);
            return Append(MarketEventType.Trade, Bourse.Market.Trade.Bytes);
        }
    }

    public long Quote(Instrument instrument, string bid, string ask)
    {
        lock (_lock)
        {
            var quote = new Quote(
                Header(instrument, null, EventFlags.None),
                Price.Parse(bid), Quantity.Parse("300"), Price.Parse(ask), Quantity.Parse("600"));
            quote.Write(_payload);
            return Append(MarketEventType.Quote, Bourse.Market.Quote.Bytes);
        }
    }

    public long Book(
        Instrument instrument, bool isSnapshot, (string Price, string Size)[] bids, (string Price, string Size)[] asks)
    {
        lock (_lock)
        {
            var header = Header(instrument, null, isSnapshot ? EventFlags.Snapshot : EventFlags.None);
            var bytes = BookUpdate.Write(_payload, header, Levels(bids), Levels(asks));
            return Append(isSnapshot ? MarketEventType.BookSnapshot : MarketEventType.BookDelta, bytes);
        }
    }

    public long Gap(Instrument instrument)
    {
        lock (_lock)
        {
            new Gap(Header(instrument, null, EventFlags.None), 5, 9).Write(_payload);
            return Append(MarketEventType.Gap, Bourse.Market.Gap.Bytes);
        }
    }

    /// <summary>Waits until everything on the tape has been published.</summary>
    public async Task PublishedAsync()
    {
        var last = LastSequence;
        await Deadline.UntilAsync(() => Fanout.Position >= last, $"publish {last}");
    }

    public void Dispose()
    {
        _stopping.Cancel();
        _live.Join();
        _journal.Dispose();
        _stopping.Dispose();
        Directory.Delete(_folder, recursive: true);
        if (_fault is not null)
            throw new InvalidOperationException("The live loop failed.", _fault);
    }

    private static BookLevel[] Levels((string Price, string Size)[] levels) =>
        [.. levels.Select(level => new BookLevel(Price.Parse(level.Price), Quantity.Parse(level.Size)))];

    private EventHeader Header(Instrument instrument, Timestamp? time, EventFlags flags) => new()
    {
        Instrument = instrument.Id,
        VenueTime = time ?? Opening.AddNanoseconds(_journal.LastSequence * Timestamp.PerSecond),
        Side = Side.Buy,
        Conditions = 25,
        Flags = instrument.IsSynthetic ? flags | EventFlags.Synthetic : flags,
    };

    private long Append(MarketEventType type, int bytes)
    {
        var sequence = _journal.Append((ushort)type, 1, TapeTime.Nanoseconds, _payload.AsSpan(0, bytes));
        _journal.Commit();
        return sequence;
    }

    private void ReadTape()
    {
        try
        {
            using var cursor = _journal.Reader.OpenCursor(1);
            while (!_stopping.IsCancellationRequested)
            {
                while (cursor.TryRead(out var record))
                {
                    Store.Apply(record.Sequence, record.Type, record.Payload);
                    Fanout.Publish(record);
                }

                cursor.Wait(WaitStrategy.Block, TimeSpan.FromMilliseconds(20), _stopping.Token);
            }
        }
        catch (Exception fault)
        {
            _fault = fault;
        }
    }
}
