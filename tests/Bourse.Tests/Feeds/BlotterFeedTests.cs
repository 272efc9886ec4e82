using Bourse.Exchange;
using Bourse.Feeds;
using Bourse.Feeds.Blotter;
using Bourse.Journal;
using Bourse.Market;
using Bourse.Matching;
using Bourse.Tests.Engine;
using MarketBook = Bourse.Market.Book;

namespace Bourse.Tests.Feeds;

/// <summary>Our own exchange's market data on its way to the tape.</summary>
public sealed class BlotterFeedTests : IDisposable
{
    private const long One = RunningEngine.One;

    private readonly EngineFolder _exchange = new();
    private readonly FeedRig _rig = new();

    public void Dispose()
    {
        _rig.Dispose();
        _exchange.Dispose();
    }

    [Fact]
    public void A_trade_comes_onto_the_tape_with_its_number_its_taker_and_its_time()
    {
        using var engine = _exchange.Start().Prepare();
        engine.Place(2, Side.Sell, 10, 100);
        var taken = engine.Place(3, Side.Buy, 4, 100);
        engine.Place(3, Side.Sell, 1, 101);
        engine.Place(2, Side.Sell, 1, 99);
        engine.Place(3, Side.Buy, 7, 100);
        Publish(engine);

        var trades = _rig.Trades();
        Assert.Equal([(1L, "100", "4"), (2, "99", "1"), (3, "100", "6")], trades.Select(
            trade => (trade.Header.Native, trade.Price.ToString(), trade.Quantity.ToString())));
        Assert.Equal(Side.Buy, trades[0].Header.Side);
        Assert.Equal(taken.Time, trades[0].Header.VenueTime);
        var instrument = Assert.Single(_rig.Instruments.All);
        Assert.Equal("BOURSE:XYZ-USD", instrument.Key);
        Assert.Equal(("0.01", "1", "USD"), (instrument.TickSize.ToString(), instrument.LotSize.ToString(), instrument.Currency));
        Assert.Equal(EventFlags.None, instrument.Marks);
    }

    [Fact]
    public void A_book_begins_with_a_snapshot_and_goes_on_with_one_event_a_command()
    {
        using var engine = _exchange.Start().Prepare();
        engine.Place(2, Side.Sell, 10, 100);
        engine.Place(2, Side.Sell, 10, 101);
        engine.Place(3, Side.Buy, 15, 102);
        Publish(engine);

        var books = _rig.Events().Where(taped => IsBook(taped.Type)).ToList();
        Assert.Equal(
            [MarketEventType.BookSnapshot, MarketEventType.BookDelta, MarketEventType.BookDelta],
            books.Select(taped => taped.Type));
        Assert.Equal(["101 @ 5"], Levels(Folded(_rig).Asks));
        var quotes = _rig.Quotes().Select(quote => $"{quote.AskSize} @ {quote.Ask}");
        Assert.Equal(["10 @ 100", "5 @ 101"], quotes);
    }

    [Fact]
    public void Nothing_of_an_instrument_on_paper_is_published()
    {
        using var engine = _exchange.Start().Prepare();
        engine.Give(CommandType.ListInstrument, new ListInstrument
        {
            Symbol = Text32.Of("P:XYZ"), BaseAsset = 2, QuoteAsset = 1, Execution = Execution.Paper,
            Terms = new InstrumentTerms { Tick = One / 100, Lot = One, QuoteAgeMax = Timestamp.PerMinute },
        });
        engine.Give(CommandType.OpenAccount, new OpenAccount { Name = Text40.Of("bot-1") });
        engine.Give(CommandType.Deposit, new Transfer { Account = 4, Asset = 1, Amount = 10_000 * One });
        var reference = new SetReference { Instrument = 2, Asks = 1 };
        reference.AskLevels[0] = new ReferenceLevel { Price = 100 * One, Size = 5 * One };
        engine.Give(CommandType.SetReference, reference);
        Assert.True(engine.Give(
            CommandType.PlaceOrder, RunningEngine.Order(4, Side.Buy, 1, 100) with { Instrument = 2 }).IsDone);
        engine.Place(2, Side.Sell, 10, 100);
        Publish(engine);

        Assert.Empty(_rig.Trades());
        Assert.Equal("BOURSE:XYZ-USD", Assert.Single(_rig.Instruments.All).Key);
    }

    [Fact]
    public void Wherever_a_tape_was_cut_off_it_comes_to_the_same_events_each_once()
    {
        using var engine = _exchange.Start().Prepare();
        for (var i = 0; i < 60; i++)
        {
            _exchange.Clock.Advance(TimeSpan.FromSeconds(7));
            engine.Place(2 + (i % 2), i % 2 == 0 ? Side.Sell : Side.Buy, 1 + (i % 7), 95 + (i * 7 % 11));
        }

        Publish(engine);
        var whole = _rig.Events();
        var depth = engine.Ask(view => view.DepthOf(1, 100)!);
        Assert.Equal(depth.Bids.Select(Text), Levels(Folded(_rig).Bids));
        Assert.Equal(depth.Asks.Select(Text), Levels(Folded(_rig).Asks));
        Assert.True(whole.Count(taped => taped.Type == MarketEventType.BookSnapshot) > 3);
        for (var kept = 1; kept < whole.Count; kept += 5)
        {
            using var cut = new FeedRig();
            Copy(whole.Take(kept), cut);
            cut.RunUntil(Feed(engine), Stopped);
            Assert.Equal(Told(whole), Told(cut.Events()));
        }
    }

    [Fact]
    public void What_bots_trade_says_so_from_their_first_order_on()
    {
        using var engine = _exchange.Start().Prepare();
        engine.Place(2, Side.Sell, 10, 100);
        var bot = (int)engine.Give(CommandType.OpenAccount, new OpenAccount { Name = Text40.Of("bot-maker-1") }).Number;
        engine.Give(CommandType.Deposit, new Transfer { Account = bot, Asset = 1, Amount = 10_000 * One });
        engine.Place(bot, Side.Buy, 1, 100);
        Publish(engine);

        Assert.Equal(EventFlags.Bots, Assert.Single(_rig.Instruments.All).Marks);
        Assert.Equal(EventFlags.Bots, Assert.Single(_rig.Trades()).Header.Flags);
        Assert.Equal(EventFlags.None, _rig.Quotes()[0].Header.Flags & EventFlags.Bots);
    }

    [Fact]
    public void Other_terms_define_the_instrument_again()
    {
        using var engine = _exchange.Start().Prepare();
        engine.Place(2, Side.Sell, 10, 100);
        Publish(engine);
        engine.Give(CommandType.MassCancel, new MassCancel { Account = 2 });
        engine.Give(CommandType.ChangeInstrument, new ChangeInstrument
        {
            Instrument = 1, Terms = new Bourse.Exchange.InstrumentTerms { Tick = One, Lot = One },
        });
        Publish(engine);

        Assert.Equal("1", Assert.Single(_rig.Instruments.All).TickSize.ToString());
        Assert.Empty(Levels(Folded(_rig).Asks));
    }

    [Fact]
    public void A_symbol_that_the_tape_cannot_hold_stays_off_it_and_holds_up_no_other()
    {
        using var engine = _exchange.Start().Prepare();
        engine.Give(CommandType.ListInstrument, new ListInstrument
        {
            Symbol = Text32.Of("xyz / usd"), BaseAsset = 2, QuoteAsset = 1,
            Terms = new Bourse.Exchange.InstrumentTerms { Tick = One, Lot = One },
        });
        var order = RunningEngine.Order(2, Side.Sell, 1, 100);
        order.Instrument = 2;
        engine.Give(CommandType.PlaceOrder, order);
        engine.Place(2, Side.Sell, 10, 100);
        Publish(engine);

        Assert.Equal("BOURSE:XYZ-USD", Assert.Single(_rig.Instruments.All).Key);
        Assert.Equal(["100 @ 10"], Levels(Folded(_rig).Asks));
    }

    [Fact]
    public void A_tape_that_is_ahead_of_the_exchange_or_of_another_course_of_it_gets_nothing()
    {
        using var engine = _exchange.Start().Prepare();
        engine.Place(2, Side.Sell, 10, 100);
        Publish(engine);
        var before = _rig.Trades().Count;
        using var others = new EngineFolder();
        using var other = others.Start().Prepare();
        var ahead = new BlotterFeed(engine.Engine.Orders.Reader, other.Engine.Blotter.Reader);
        Assert.Contains("another course", Assert.Throws<FeedException>(() => _rig.Run(ahead)).Message, StringComparison.Ordinal);
        others.Clock.Advance(TimeSpan.FromSeconds(1));
        other.Place(3, Side.Buy, 10, 100);
        other.Place(2, Side.Sell, 10, 100);
        Assert.Contains("another course", Assert.Throws<FeedException>(() => _rig.Run(ahead)).Message, StringComparison.Ordinal);
        Assert.Equal(before, _rig.Trades().Count);
    }

    private static CancellationToken Stopped => new(canceled: true);

    private static BlotterFeed Feed(RunningEngine engine) => new(engine.Engine.Orders.Reader, engine.Engine.Blotter.Reader);

    // Told to stop at once, it publishes what is there and ends.
    private void Publish(RunningEngine engine) => _rig.RunUntil(Feed(engine), Stopped);

    private static void Copy(IEnumerable<TapedEvent> events, FeedRig to)
    {
        using var journal = JournalWriter.Open(FeedRig.JournalOf(to.JournalDirectory));
        foreach (var taped in events)
            journal.Append((ushort)taped.Type, 1, 0, taped.Payload);
    }

    // All but what each run says of itself, and when it was received.
    private static List<string> Told(List<TapedEvent> events) =>
    [
        .. from taped in events
           where taped.Type is MarketEventType.Trade or MarketEventType.Quote || IsBook(taped.Type)
           select $"{taped.Type} {taped.Header with { ReceiveTime = default }} "
               + Convert.ToHexString(taped.Payload.AsSpan(EventHeader.Bytes)),
    ];

    private static MarketBook Folded(FeedRig rig)
    {
        var book = new MarketBook();
        foreach (var taped in rig.Events().Where(taped => IsBook(taped.Type)))
        {
            Assert.True(BookUpdate.TryRead(taped.Payload, out var update));
            if (taped.Type == MarketEventType.BookSnapshot)
                book.ApplySnapshot(update, taped.Sequence);
            else
                book.ApplyDelta(update, taped.Sequence);
        }

        Assert.False(book.IsSuspect);
        return book;
    }

    private static IEnumerable<string> Levels(BookSide side) =>
        Enumerable.Range(0, side.Count).Select(depth => $"{side[depth].Price} @ {side[depth].Quantity}");

    private static string Text(DepthLevel level) => $"{new Price(level.Price)} @ {new Quantity(level.Quantity)}";

    private static bool IsBook(MarketEventType type) => type is MarketEventType.BookSnapshot or MarketEventType.BookDelta;
}
