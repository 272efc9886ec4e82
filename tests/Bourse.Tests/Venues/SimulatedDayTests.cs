using Bourse.Feeds.Venues;
using Bourse.Market;
using Bourse.Tests.Feeds;

namespace Bourse.Tests.Venues;

/// <summary>
/// Twenty-four hours of a venue, once without a fault and once with hundreds: whatever the tape does not declare as
/// missing is the same on both, trade by trade, book by book, bar by bar.
/// </summary>
public sealed class SimulatedDayTests
{
    private const int Faults = 300;
    private const int FramesAtFirst = 100;

    // A day in so many seconds: a book is asked for anew while the market goes on.
    private const double Speed = 86_400 / 15.0;

    private static readonly MisbehaviourKind[] Kinds =
    [
        MisbehaviourKind.Gap, MisbehaviourKind.Gap, MisbehaviourKind.Duplicate, MisbehaviourKind.Reorder,
        MisbehaviourKind.Truncate, MisbehaviourKind.GarbageText, MisbehaviourKind.GarbageBytes, MisbehaviourKind.Fragmented,
        MisbehaviourKind.Close, MisbehaviourKind.Reset, MisbehaviourKind.HugeFrame, MisbehaviourKind.BadChecksum,
    ];

    [Theory]
    [InlineData("kraken", 20260302)]
    [InlineData("binance", 1)]
    public async Task A_day_with_faults_differs_from_one_without_only_where_the_tape_says_so(string protocol, ulong seed)
    {
        using var folder = new VenueFolder();
        var path = folder.PathOf("day.jsonl");
        SimulatedDay.Write(path, seed, protocol == "kraken");
        var day = new VenueCase(
            protocol, protocol == "kraken" ? VenueTongue.KrakenV2 : VenueTongue.Binance, [path],
            SimulatedDay.Names(protocol == "kraken")) { Depth = protocol == "kraken" ? 10 : 0 };

        var clean = await FollowAsync(day, [], speed: 0);
        var faulty = await FollowAsync(day with { Tongue = FreshTongue(protocol) }, FaultsOf(protocol, seed, clean.Frames), Speed);

        Assert.Empty(clean.Gaps);
        Assert.True(faulty.Gaps.Count > Faults / 4, $"{faulty.Gaps.Count} gaps: the faults have missed.");
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{faulty.Gaps.Count} gaps, {faulty.Trades.Count} of {clean.Trades.Count} trades, "
            + $"{faulty.Books.Count} of {clean.Books.Count} books");
        AssertTradesAreSame(clean, faulty);
        AssertBooksAreSame(clean, faulty);
        AssertBarsAreSame(clean, faulty);
    }

    private static VenueTongue FreshTongue(string protocol) =>
        protocol == "kraken" ? VenueTongue.KrakenV2 : VenueTongue.Binance;

    // Not in the first frames and the last: a loss shows by what was before it, and by what comes after.
    private static Misbehaviour[] FaultsOf(string protocol, ulong seed, int frames)
    {
        var chance = new Chance(seed + 1);
        return
        [
            .. Enumerable.Range(0, Faults).Select(i => Kinds[i % Kinds.Length])
                .Where(kind => protocol == "kraken" || kind != MisbehaviourKind.BadChecksum)
                .Select(kind => new Misbehaviour(
                    kind, At: FramesAtFirst + (int)(chance.Next(frames) * 0.65), Channel: kind == MisbehaviourKind.BadChecksum ? "book" : null)
                {
                    Count = kind == MisbehaviourKind.Gap ? 1 + chance.Next(5) : 1, Bytes = 2 << 20,
                }),
        ];
    }

    private static async Task<Day> FollowAsync(VenueCase day, Misbehaviour[] faults, double speed)
    {
        var others = day.Protocol == "kraken" ? 1 : 0;
        var script = day.Script(faults) with
        {
            StartsAfter = (2 * day.Names.Count) + others, FramesWhileAway = 15, PlaysTo = 0, Speed = speed,
        };
        await using var venue = await RecordedVenue.StartAsync(script);
        using var followed = FollowedVenue.Follow(
            day.Options(venue, VenueChannels.Book | VenueChannels.Trades), hasty => hasty with { FrameBytesMax = 1 << 20 });
        followed.Until(() => followed.Feed.Report().Symbols.Count(line => line.IsBookLive) == day.Names.Count);
        await venue.PlayTo(int.MaxValue);
        followed.Until(() => venue.Played.IsCompleted, TimeSpan.FromMinutes(5));
        await venue.Played;
        followed.Until(() => day.Names.All(
            pair => VenueFaultTests.IsSame(venue.BookOf(pair.Value), followed.Book($"TEST:{pair.Key}"))));
        followed.Stop();
        return new Day(followed, venue.FrameCount);
    }

    private static void AssertTradesAreSame(Day clean, Day faulty)
    {
        Assert.Equal(faulty.Trades.Count, faulty.Trades.Select(trade => trade.Key).Distinct().Count());
        var cleanTrades = clean.Trades.ToDictionary(trade => trade.Key, trade => trade.Value);
        Assert.All(faulty.Trades, trade => Assert.Equal(cleanTrades[trade.Key], trade.Value));
        var declared = faulty.MissingTrades.ToHashSet();
        var received = faulty.Trades.Select(trade => trade.Key).ToHashSet();
        Assert.DoesNotContain(cleanTrades.Keys, key => !received.Contains(key) && !declared.Contains(key));
    }

    // A book that a reader of the tape takes for right was so at that very change on the other tape.
    private static void AssertBooksAreSame(Day clean, Day faulty)
    {
        // How many there are depends on how soon a book that was asked for anew is there, and so on the machine: enough that
        // comparing them means something.
        Assert.True(faulty.Books.Count > clean.Books.Count / 10, $"{faulty.Books.Count} of {clean.Books.Count} books");
        Assert.All(faulty.Books, book => Assert.Equal(clean.Books[book.Key], book.Value));
    }

    private static void AssertBarsAreSame(Day clean, Day faulty)
    {
        var received = faulty.Trades.Select(trade => trade.Key).ToHashSet();
        var holes = clean.Trades.Where(trade => !received.Contains(trade.Key))
            .Select(trade => (trade.Key.Symbol, MinuteOf(trade.Value.Time))).ToHashSet();
        var bars = clean.Bars.Where(bar => !holes.Contains(bar.Key)).ToList();
        Assert.True(bars.Count > clean.Bars.Count / 3, $"{bars.Count} of {clean.Bars.Count} bars");
        Assert.All(bars, bar => Assert.Equal(bar.Value, faulty.Bars[bar.Key]));
    }

    private static long MinuteOf(Timestamp time) => time.Nanoseconds / Timestamp.PerMinute;

    private sealed record PrintedTrade(Timestamp Time, Price Price, Quantity Quantity, Side Side);

    /// <summary>What a reader of a tape makes of it.</summary>
    private sealed class Day
    {
        private readonly Dictionary<InstrumentId, Book> _books = [];

        public Day(FollowedVenue followed, int frames)
        {
            Frames = frames;
            var names = followed.Names();
            foreach (var taped in followed.Events().TakeWhile(taped => !IsOfStop(taped, followed)))
                Take(taped, names);
            foreach (var name in names.Values)
                foreach (var bar in followed.Minutes($"TEST:{name}"))
                    Bars[(name, MinuteOf(bar.Start))] = bar;
        }

        public int Frames { get; }

        public List<Gap> Gaps { get; } = [];

        public List<KeyValuePair<(string Symbol, long Id), PrintedTrade>> Trades { get; } = [];

        public List<(string Symbol, long Id)> MissingTrades { get; } = [];

        /// <summary>By the change's number, or its time where it has none: the book after it.</summary>
        public Dictionary<(string Symbol, long Change), ulong> Books { get; } = [];

        public Dictionary<(string Symbol, long Minute), Bar> Bars { get; } = [];

        private static bool IsOfStop(TapedEvent taped, FollowedVenue followed) => taped.Sequence > followed.SequenceAtStop;

        private void Take(TapedEvent taped, Dictionary<InstrumentId, string> names)
        {
            var name = names.GetValueOrDefault(taped.Header.Instrument, "");
            switch (taped.Type)
            {
                case MarketEventType.Trade:
                    var trade = taped.Trade;
                    Trades.Add(new(
                        (name, trade.Header.Native),
                        new PrintedTrade(trade.Header.VenueTime, trade.Price, trade.Quantity, trade.Header.Side)));
                    break;
                case MarketEventType.Gap:
                    TakeGap(Gap.In(taped.Payload), name);
                    break;
                case MarketEventType.BookSnapshot or MarketEventType.BookDelta:
                    Assert.True(BookUpdate.TryRead(taped.Payload, out var update));
                    TakeBook(taped, update, name);
                    break;
            }
        }

        private void TakeGap(in Gap gap, string name)
        {
            Gaps.Add(gap);
            if (gap.Reason == GapReason.TradeIds)
                for (var id = gap.Expected; id < gap.Received; id++)
                    MissingTrades.Add((name, id));
            else if (gap.IsOfBook && _books.TryGetValue(gap.Header.Instrument, out var book))
                book.Suspect();
        }

        private void TakeBook(TapedEvent taped, in BookUpdate update, string name)
        {
            if (!_books.TryGetValue(taped.Header.Instrument, out var book))
                _books[taped.Header.Instrument] = book = new Book();
            if (taped.Type == MarketEventType.BookSnapshot)
            {
                book.ApplySnapshot(update, taped.Sequence);
                return;
            }

            book.ApplyDelta(update, taped.Sequence);
            if (!book.IsSuspect)
                Books[(name, taped.Header.Native > 0 ? taped.Header.Native : taped.Header.VenueTime.Nanoseconds)] = HashOf(book);
        }

        private static ulong HashOf(Book book)
        {
            var hash = 0UL;
            foreach (var side in new[] { book.Bids, book.Asks })
                for (var i = 0; i < side.Count; i++)
                    hash = StableHash.Mix(hash ^ (ulong)side[i].Price.Units)
                        ^ StableHash.Mix((ulong)side[i].Quantity.Units + (ulong)i);
            return hash;
        }
    }
}
