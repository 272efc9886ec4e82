using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Bourse.Market;
using Bourse.Matching;

namespace Bourse.Exchange;

/// <summary>
/// The exchange as a state machine: accounts, orders and books, changed by commands and by nothing else. The same
/// commands make the same state and the same events, on any machine. Nothing is thrown for what a command says: what
/// cannot be done is refused, and then nothing has changed. In steady state nothing is allocated. One thread.
/// </summary>
public sealed class ExchangeState
{
    public const int ExpectAhead = Lookahead.Commands;

    private readonly AccountDesk _accountDesk;
    private readonly ListingDesk _listingDesk;
    private readonly OrderDesk _orderDesk;
    private readonly PaperDesk _paperDesk;
    private readonly GroupDesk _groupDesk;
    private readonly PreviewDesk _previewDesk;
    private readonly PhaseDesk _phaseDesk;
    private readonly BandWatch _bandWatch;
    private readonly StopDesk _stopDesk;
    private readonly Lookahead _lookahead;

    public ExchangeState(ExchangeOptions? options = null)
    {
        options ??= new ExchangeOptions();
        Orders = new Orders(Ledger.Accounts, options.OrdersExpected);
        Listings = new Listings(options.Book, Orders);
        var cascade = new Cascade(Orders);
        Floor = new Floor(Ledger, Listings, Orders, new Settlement(Ledger, Orders, ClientIds, cascade), cascade);
        Charter = new FoundExchange
        {
            ClientIdsMax = options.ClientIdsMax,
            BookOrdersMax = options.Book.OrdersMax,
            TriggersPerCommandMax = options.TriggersPerCommandMax,
            TrailingStopsMax = options.TrailingStopsMax,
        };
        _accountDesk = new AccountDesk(Ledger, Listings, ClientIds);
        _listingDesk = new ListingDesk(Ledger, Listings);
        _paperDesk = new PaperDesk(Ledger, Floor, Orders);
        _phaseDesk = new PhaseDesk(Floor, _paperDesk, Orders);
        _bandWatch = new BandWatch(Floor, _phaseDesk);
        var aftermath = new Aftermath(Ledger, Floor, Orders, ClientIds);
        _stopDesk = new StopDesk(Floor, _paperDesk, Orders, aftermath);
        _orderDesk = new OrderDesk(Ledger, Floor, _paperDesk, Orders, ClientIds);
        _lookahead = new Lookahead(this);
        _groupDesk = new GroupDesk(Ledger, Floor, Orders, ClientIds);
        _previewDesk = new PreviewDesk(Ledger, Floor, _orderDesk, _paperDesk, Orders, ClientIds);
    }

    /// <summary>The sequence of the last command; 0 before the first.</summary>
    public long LastSequence { get; private set; }

    /// <summary>The exchange's time: the latest of any command.</summary>
    public Timestamp Time { get; private set; }

    public int OpenOrders => Orders.Count;

    /// <summary>Bytes that the books hold outside the collector's heap. It asks each book.</summary>
    public long BookBytes => Listings.BookBytes;

    internal Ledger Ledger { get; } = new();

    internal Listings Listings { get; }

    internal Orders Orders { get; }

    internal ClientIds ClientIds { get; } = new();

    internal Floor Floor { get; }

    /// <summary>What it was founded with; without that, what its options said.</summary>
    internal FoundExchange Charter
    {
        get;
        private set
        {
            field = value;
            Listings.BookOrdersMax = (int)value.BookOrdersMax;
            ClientIds.Found(value);
            Floor.Cascade.Found(value);
        }
    }

    /// <summary>What a snapshot has of the exchange as a whole.</summary>
    internal VenueRecord Venue
    {
        get => new()
        {
            LastSequence = LastSequence,
            Time = Time,
            Charter = Charter,
            IsKilled = Floor.IsKilled,
            ClientIdWindow = ClientIds.WindowNanoseconds,
            FirstEndedClientId = ClientIds.FirstEnded,
            LastEndedClientId = ClientIds.LastEnded,
            Due = Floor.Cascade.Due,
        };
        set
        {
            (LastSequence, Time, Charter) = (value.LastSequence, value.Time, value.Charter);
            Floor.Restore(value.IsKilled);
            Floor.Cascade.Restore(value.Due);
            ClientIds.Restore(value);
        }
    }

    /// <summary>
    /// Carries out one record of the orders journal and adds what came of it to the page. A sequence that was applied
    /// before is passed over in silence, so that reading a journal again does no harm.
    /// </summary>
    public void Apply(in CommandHeader header, ReadOnlySpan<byte> payload, BlotterPage page)
    {
        if (header.Sequence <= LastSequence)
            return;
        LastSequence = header.Sequence;
        Time = new Timestamp(Math.Max(Time.Nanoseconds, header.Time.Nanoseconds));
        page.Begin(header.Sequence, Time);
        ClientIds.Forget(Time, page);
        Floor.Expire(page);
        _bandWatch.Pass(page);
        _stopDesk.Begin(page);
        var reason = header.Version == CommandHeader.LayoutVersion
            ? Dispatch(header.Type, payload, page)
            : RefusalReason.VersionUnknown;
        if (reason != RefusalReason.None)
            Refusal.Tell(header, payload, reason, page);
        _stopDesk.Run(page);
        _bandWatch.Look(page);
        Ledger.Tell(page);
    }

    /// <summary>
    /// What would become of an order now, as it would be told if it were placed: nothing changes. What time has brought
    /// about since the last command is not known before the next.
    /// </summary>
    /// <param name="now">The time of placing, not before <see cref="Time"/>.</param>
    /// <param name="market">On paper, what would be told of the market elsewhere before it; null nothing.</param>
    public OrderPreview Preview(in PlaceOrder order, Timestamp now, SetReference? market = null) =>
        _previewDesk.Look(order, now, market);

    /// <summary>Writes the whole state, as docs/formats/exchange-snapshot.md says, a block of at most a MiB at a time.</summary>
    public void WriteSnapshot(Stream into) => new StateWriter(this, into).Write();

    /// <summary>An exchange as it was when the snapshot was written, that will do the same with the same commands.</summary>
    /// <param name="options">Sizes; the limits are the snapshot's.</param>
    /// <exception cref="InvalidDataException">The bytes are not a whole, undamaged snapshot.</exception>
    public static ExchangeState ReadSnapshot(Stream from, ExchangeOptions? options = null) =>
        new StateReader(from, options ?? new ExchangeOptions()).Read();

    /// <summary>
    /// Says what command follows those said before, best <see cref="ExpectAhead"/> commands before it is applied, so that
    /// what it needs is in the processor's caches by then. It changes nothing, also when it is wrong.
    /// </summary>
    public void Expect(CommandType type, ReadOnlySpan<byte> payload) => _lookahead.Expect(type, payload);

    /// <summary>The number of an account, 0 when nobody has that name.</summary>
    public int FindAccount(string name) => Ledger.Accounts.Find(Text40.Of(name));

    /// <summary>The number of an asset, 0 when there is none of that name.</summary>
    public int FindAsset(string name) => Ledger.Assets.Find(Text16.Of(name));

    /// <summary>The number of an instrument, 0 when it is not listed.</summary>
    public int FindInstrument(string symbol) => Listings.Find(Text32.Of(symbol));

    /// <summary>What an account has of an asset.</summary>
    public Holding HoldingOf(int account, int asset)
    {
        var place = Ledger.Balances.Find(account, asset);
        return place == 0 ? default : new Holding(Ledger.Balances[place].Total, Ledger.Balances[place].Held);
    }

    /// <summary>An open order; false when none of that id is open.</summary>
    public bool TryFindOrder(long id, out OpenOrder order)
    {
        var place = Orders.Find(id);
        order = place == 0 ? default : OpenOrder.Of(Orders[place], this);
        return place != 0;
    }

    /// <summary>
    /// The id of the order that an account placed with a client id, the first leg's of several; 0 when it is not remembered.
    /// </summary>
    public long FindOrder(int account, in Text40 clientId)
    {
        var place = PaddedText.IsEmpty(clientId) ? 0 : ClientIds.Find(account, clientId);
        if (place == 0 || ClientIds[place].Reason != RefusalReason.None)
            return 0;
        return ClientIds[place].Command switch
        {
            CommandType.PlaceOrder => OrderIds.Of(ClientIds[place].Sequence),
            CommandType.PlaceGroup => OrderIds.Of(ClientIds[place].Sequence, leg: 1),
            _ => 0,
        };
    }

    /// <summary>
    /// The instrument on paper whose market a command may meet: a new order's, or that of one to be replaced; else 0.
    /// </summary>
    public int OnPaperOf(CommandType type, ReadOnlySpan<byte> payload)
    {
        var instrument = type switch
        {
            CommandType.PlaceOrder when Has<PlaceOrder>(payload) => In<PlaceOrder>(payload).Instrument,
            CommandType.ReplaceOrder when Has<ReplaceOrder>(payload) =>
                _orderDesk.InstrumentOf(In<ReplaceOrder>(payload)),
            _ => 0,
        };
        return Listings.IsKnown(instrument) && Listings[instrument].IsOnPaper ? instrument : 0;
    }

    /// <summary>
    /// Copies the best levels of a book's side in units of 10⁻⁸, best first, and returns how many. On paper they are
    /// those of the market elsewhere, with what orders here have left of each, and no number of orders.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">No such instrument is listed.</exception>
    public int CopyDepth(int instrument, Side side, Span<DepthLevel> into)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(Listings.IsKnown(instrument), true);
        var listing = Listings[instrument];
        if (listing.Paper is { } paper)
            return Copy((side == Side.Buy ? ref paper.Reference.Bids : ref paper.Reference.Asks).Left, into);
        var count = listing.Book.CopyDepth(side, into);
        foreach (ref var level in into[..count])
            level = new DepthLevel(listing.PriceOf(level.Price), listing.QuantityOf(level.Quantity), level.Orders);
        return count;
    }

    /// <summary>
    /// A hash of everything that decides what commands will do: equal states have equal hashes. It walks the whole
    /// state.
    /// </summary>
    public ulong StateHash() => new StateWalk(this).Hash();

    /// <summary>A listing has been read from a snapshot.</summary>
    internal void Restore(Listing listing)
    {
        _bandWatch.Restore(listing);
        listing.Stops.Restore(listing.Orders);
    }

    /// <summary>Checks everything that must always hold: for tests.</summary>
    /// <exception cref="InvalidOperationException">Something does not.</exception>
    internal void Verify() => new ExchangeCheck(this).Run();

    private RefusalReason Dispatch(CommandType type, ReadOnlySpan<byte> payload, BlotterPage page) => type switch
    {
        CommandType.PlaceOrder when Has<PlaceOrder>(payload) =>
            _orderDesk.Place(In<PlaceOrder>(payload), payload, page),
        CommandType.CancelOrder when Has<CancelOrder>(payload) => _orderDesk.Cancel(In<CancelOrder>(payload), page),
        CommandType.ReplaceOrder when Has<ReplaceOrder>(payload) => _orderDesk.Replace(In<ReplaceOrder>(payload), page),
        CommandType.MassCancel when Has<MassCancel>(payload) => Floor.MassCancel(In<MassCancel>(payload), page),
        CommandType.Kill when Has<Kill>(payload) => Floor.Kill(In<Kill>(payload), page),
        CommandType.OpenAccount when Has<OpenAccount>(payload) => _accountDesk.Open(In<OpenAccount>(payload), page),
        CommandType.Deposit or CommandType.Withdraw when Has<Transfer>(payload) =>
            _accountDesk.Transfer(type, In<Transfer>(payload), payload, page),
        CommandType.LimitAccount when Has<LimitAccount>(payload) => _accountDesk.Limit(In<LimitAccount>(payload), page),
        CommandType.LimitPosition when Has<LimitPosition>(payload) =>
            _accountDesk.Limit(In<LimitPosition>(payload), page),
        CommandType.AddAsset when Has<AddAsset>(payload) => _listingDesk.Add(In<AddAsset>(payload), page),
        CommandType.ListInstrument when Has<ListInstrument>(payload) =>
            _listingDesk.List(In<ListInstrument>(payload), page),
        CommandType.ChangeInstrument when Has<ChangeInstrument>(payload) =>
            _listingDesk.Change(In<ChangeInstrument>(payload), page),
        CommandType.KeepClientIds when Has<KeepClientIds>(payload) => ClientIds.Keep(In<KeepClientIds>(payload), page),
        CommandType.PassTime when Has<PassTime>(payload) => Pass(In<PassTime>(payload), page),
        CommandType.SetPhase when Has<SetPhase>(payload) => _phaseDesk.Set(In<SetPhase>(payload), page),
        CommandType.SetFeeTier when Has<SetFeeTier>(payload) => _listingDesk.Set(In<SetFeeTier>(payload), page),
        CommandType.PlaceGroup when Has<PlaceGroup>(payload) =>
            _groupDesk.Place(In<PlaceGroup>(payload), payload, page),
        CommandType.SetReference when Has<SetReference>(payload) => _paperDesk.Set(In<SetReference>(payload), page),
        CommandType.FoundExchange when Has<FoundExchange>(payload) => Found(In<FoundExchange>(payload), page),
        CommandType.None => RefusalReason.CommandUnknown,
        _ => Enum.IsDefined(type) ? RefusalReason.LengthWrong : RefusalReason.CommandUnknown,
    };

    private RefusalReason Found(in FoundExchange charter, BlotterPage page)
    {
        if (page.Sequence != 1)
            return RefusalReason.FoundedAlready;
        if (!charter.IsInRange)
            return RefusalReason.TermsOutOfRange;
        Charter = charter;
        ref var told = ref page.Add<ExchangeFounded>(EventType.ExchangeFounded, 0);
        told.ClientIdsMax = charter.ClientIdsMax;
        told.BookOrdersMax = charter.BookOrdersMax;
        told.TriggersPerCommandMax = charter.TriggersPerCommandMax;
        told.TrailingStopsMax = charter.TrailingStopsMax;
        return RefusalReason.None;
    }

    private static int Copy(ReadOnlySpan<ReferenceLevel> levels, Span<DepthLevel> into)
    {
        var count = Math.Min(levels.Length, into.Length);
        for (var i = 0; i < count; i++)
            into[i] = new DepthLevel(levels[i].Price, levels[i].Size, 0);
        return count;
    }

    private RefusalReason Pass(in PassTime command, BlotterPage page)
    {
        if (command.Zero != 0)
            return RefusalReason.Malformed;
        _phaseDesk.Indicate(page);
        return RefusalReason.None;
    }

    private static bool Has<T>(ReadOnlySpan<byte> payload)
        where T : unmanaged => payload.Length == Unsafe.SizeOf<T>();

    private static ref readonly T In<T>(ReadOnlySpan<byte> payload)
        where T : unmanaged => ref MemoryMarshal.AsRef<T>(payload);
}
