using Bourse.Journal;
using Bourse.Market;
using Bourse.Ticks;

namespace Bourse.Tests.Ticks;

/// <summary>A book asked for as of a past time is the very book that was live then.</summary>
public sealed class BookReplayTests(ITestOutputHelper output) : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("bourse-ticks-").FullName;
    private readonly byte[] _payload = new byte[4096];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [MemberData(nameof(Seeds.Few), MemberType = typeof(Seeds))]
    public void A_past_book_is_replayed_from_the_tape(int seed)
    {
        output.WriteLine($"seed {seed}");
        using var journal = JournalWriter.Open(new JournalOptions { Directory = _folder });
        var store = new TickStore(new TickOptions());
        var random = new Random(seed);
        var instruments = Define(journal, store);
        var live = new List<BookView>();
        for (var i = 1; i < 2000; i++)
        {
            var instrument = instruments[i < 3 ? i - 1 : random.Next(2)];
            Append(journal, store, TypeOf(i, random), WriteBook(instrument, i, random));
            if (store.Find(instruments[0].Id)!.Book(20) is { } book && book.Sequence == store.AppliedSequence)
                live.Add(book);
        }

        var ticks = store.Find(instruments[0].Id)!;
        foreach (var then in live.Where(_ => random.Next(20) == 0))
        {
            var again = BookReplay.At(ticks, then.Time, 20, journal.Reader, TestContext.Current.CancellationToken)!;
            Assert.Equal((then.Sequence, then.Time, then.IsSuspect), (again.Sequence, again.Time, again.IsSuspect));
            Assert.Equal(then.Bids, again.Bids);
            Assert.Equal(then.Asks, again.Asks);
        }

        Assert.Null(BookReplay.At(ticks, new Timestamp(0), 20, journal.Reader, TestContext.Current.CancellationToken));
    }

    [Theory]
    [MemberData(nameof(Seeds.Few), MemberType = typeof(Seeds))]
    public void Many_moments_are_each_the_book_of_that_moment(int seed)
    {
        output.WriteLine($"seed {seed}");
        using var journal = JournalWriter.Open(new JournalOptions { Directory = _folder });
        var store = new TickStore(new TickOptions());
        var random = new Random(seed);
        var instruments = Define(journal, store);
        for (var i = 1; i < 1000; i++)
            Append(journal, store, TypeOf(i, random), WriteBook(instruments[i < 3 ? i - 1 : random.Next(2)], i, random));
        var stopping = TestContext.Current.CancellationToken;
        foreach (var ticks in instruments.Select(instrument => store.Find(instrument.Id)!))
            foreach (var (from, every) in new[] { (-20L, 7L), (500L, 3L), (990L, 1L), (0L, 40L) })
            {
                Timestamp[] times = [.. Enumerable.Range(0, 60).Select(i => new Timestamp((from + i * every) * Timestamp.PerSecond / 2))];
                var books = BookMoments.At(ticks, times, 5, journal.Reader, 2_000, stopping)!;
                for (var i = 0; i < times.Length; i++)
                    AssertSame(BookReplay.At(ticks, times[i], 5, journal.Reader, stopping), books[i]);
            }
    }

    [Fact]
    public void Too_long_a_period_is_not_read()
    {
        using var journal = JournalWriter.Open(new JournalOptions { Directory = _folder });
        var store = new TickStore(new TickOptions());
        var random = new Random(1);
        var instruments = Define(journal, store);
        for (var i = 1; i < 100; i++)
            Append(journal, store, TypeOf(i, random), WriteBook(instruments[0], i, random));
        Timestamp[] times = [new(Timestamp.PerSecond), new(90 * Timestamp.PerSecond)];
        var ticks = store.Find(instruments[0].Id)!;
        Assert.Null(BookMoments.At(ticks, times, 5, journal.Reader, 50, TestContext.Current.CancellationToken));
        Assert.NotNull(BookMoments.At(ticks, times, 5, journal.Reader, 100, TestContext.Current.CancellationToken));
    }

    private static void AssertSame(BookView? wanted, BookView? found)
    {
        Assert.Equal(wanted is null, found is null);
        if (wanted is null || found is null)
            return;
        Assert.Equal((wanted.Sequence, wanted.Time, wanted.IsSuspect), (found.Sequence, found.Time, found.IsSuspect));
        Assert.Equal(wanted.Bids, found.Bids);
        Assert.Equal(wanted.Asks, found.Asks);
    }

    [Fact]
    public void A_record_of_an_unknown_layout_is_refused()
    {
        using var journal = JournalWriter.Open(new JournalOptions { Directory = _folder });
        var store = new TickStore(new TickOptions());
        Define(journal, store);
        journal.Append((ushort)MarketEventType.Trade, 2, 0, _payload.AsSpan(0, Trade.Bytes));
        journal.Commit();
        using var cursor = journal.Reader.OpenCursor(journal.LastSequence);

        Assert.True(cursor.TryRead(out var record));
        Assert.False(store.Apply(record));
        Assert.Equal((1, record.Sequence), (store.RefusedRecords, store.AppliedSequence));
    }

    private static MarketEventType TypeOf(int i, Random random) =>
        i < 3 || random.Next(200) == 0 ? MarketEventType.BookSnapshot : MarketEventType.BookDelta;

    private Instrument[] Define(JournalWriter journal, TickStore store)
    {
        Instrument[] instruments = [.. new[] { "BTC-USD", "ETH-USD" }.Select((symbol, i) => new Instrument
        {
            Id = new InstrumentId(i + 1),
            Venue = TickFeed.Kraken,
            Symbol = symbol,
            Name = symbol,
            Currency = "USD",
        })];
        foreach (var instrument in instruments)
        {
            var bytes = InstrumentDefinition.Write(_payload, instrument);
            Append(journal, store, MarketEventType.InstrumentDefinition, bytes);
        }

        return instruments;
    }

    private int WriteBook(Instrument instrument, int i, Random random)
    {
        var flags = random.Next(300) == 0 ? EventFlags.MaybeBadBook : EventFlags.None;
        BookLevel[] bids = [Level(random, 50), Level(random, 50)];
        BookLevel[] asks = [Level(random, 100), Level(random, 100)];
        return BookUpdate.Write(_payload, TickFeed.Header(instrument, i * Timestamp.PerSecond, flags), bids, asks);
    }

    private static BookLevel Level(Random random, long from) =>
        new(TickFeed.Units(from + random.Next(50)), new Quantity(random.Next(4)));

    private void Append(JournalWriter journal, TickStore store, MarketEventType type, int bytes)
    {
        var sequence = journal.Append((ushort)type, 1, 0, _payload.AsSpan(0, bytes));
        journal.Commit();
        using var cursor = journal.Reader.OpenCursor(sequence);
        Assert.True(cursor.TryRead(out var record) && store.Apply(record));
    }
}
