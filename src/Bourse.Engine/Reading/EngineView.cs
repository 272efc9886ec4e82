using Bourse.Exchange;
using Bourse.Journal;
using Bourse.Market;
using Bourse.Matching;

namespace Bourse.Engine;

/// <summary>
/// The exchange's state and the names that its events have told, as they are between two commands. For the thread that
/// applies commands, and for whoever that thread asks.
/// </summary>
public sealed class EngineView
{
    private readonly ExchangeState _state;

    internal EngineView()
        : this(new ExchangeState(), 0)
    {
    }

    /// <summary>An exchange read from a snapshot, and how many events it had told by then.</summary>
    internal EngineView(ExchangeState state, long blotterSequence)
    {
        _state = state;
        BlotterSequence = blotterSequence;
        Names = new ExchangeNames(state);
        Walk = new ExchangeWalk(state);
    }

    internal ExchangeState State => _state;

    public ExchangeNames Names { get; }

    /// <summary>All accounts, assets, instruments and open orders.</summary>
    public ExchangeWalk Walk { get; }

    /// <summary>The last command carried out; 0 before the first.</summary>
    public long LastSequence => _state.LastSequence;

    /// <summary>The exchange's time.</summary>
    public Timestamp Time => _state.Time;

    /// <summary>The blotter's last record once every event so far is on it.</summary>
    public long BlotterSequence { get; private set; }

    public int OpenOrders => _state.OpenOrders;

    /// <summary>What is known of markets elsewhere; null where nobody says. Set by any thread.</summary>
    internal PriceDesk? Prices
    {
        get => Volatile.Read(ref field);
        set => Volatile.Write(ref field, value);
    }

    /// <summary>The events of the last command.</summary>
    internal BlotterPage Page { get; } = new();

    /// <summary>A hash of all that decides what commands will do; it walks the whole state.</summary>
    public ulong StateHash() => _state.StateHash();

    /// <summary>What an account has; null when there is no such account.</summary>
    public Portfolio? PortfolioOf(int account)
    {
        if (!Names.IsAccount(account))
            return null;
        return new Portfolio(
            account, Names.AccountName(account), LastSequence, BlotterSequence, Time, Walk.HoldingsOf(account),
            Walk.PositionsOf(account));
    }

    /// <summary>The best levels of a book; null when no such instrument is listed.</summary>
    public Depth? DepthOf(int instrument, int levelsMax)
    {
        if (Names.Symbol(instrument).Length == 0)
            return null;
        return new Depth(
            Names.Symbol(instrument), LastSequence, Time, Side(Market.Side.Buy), Side(Market.Side.Sell));

        DepthLevel[] Side(Side side)
        {
            var levels = new DepthLevel[levelsMax];
            return levels[.._state.CopyDepth(instrument, side, levels)];
        }
    }

    /// <summary>What would become of an order, were it placed now; nothing changes.</summary>
    /// <param name="clock">The time now.</param>
    public PreviewAnswer PreviewOf(in PlaceOrder order, Timestamp clock)
    {
        var now = new Timestamp(Math.Max(clock.Nanoseconds, Time.Nanoseconds));
        return new PreviewAnswer(
            _state.Preview(order, now, Prices?.Peek(order.Instrument, this, now)), LastSequence, BlotterSequence, now);
    }

    /// <summary>An open order; null when none of that id is open.</summary>
    public OpenOrder? OpenOrder(long id) => _state.TryFindOrder(id, out var order) ? order : null;

    /// <summary>
    /// The id of the order that an account placed with a client id, the first leg's of several; 0 when it is not remembered.
    /// </summary>
    public long OrderOf(int account, in Text40 clientId) => _state.FindOrder(account, clientId);

    /// <summary>What is open of the order, or of those that came together, that an account placed with a client id.</summary>
    public IReadOnlyList<OpenOrder> OpenOrdersOf(int account, in Text40 clientId)
    {
        var first = OrderOf(account, clientId);
        var found = new List<OpenOrder>();
        for (var leg = 0; leg < OrderIds.LegsMax && first != 0; leg++)
            if (_state.TryFindOrder(first + leg, out var order) && order.Account == account)
                found.Add(order);
        return found;
    }

    /// <summary>
    /// The instrument on paper whose market a command may meet: a new order's, or that of one to be replaced; else 0.
    /// </summary>
    internal int OnPaperOf(CommandType type, ReadOnlySpan<byte> payload) => _state.OnPaperOf(type, payload);

    /// <summary>Says what command comes soon.</summary>
    internal void Expect(CommandType type, ReadOnlySpan<byte> payload) => _state.Expect(type, payload);

    /// <summary>Carries out a record of the orders journal.</summary>
    internal void Apply(JournalRecord command) => Apply(
        new CommandHeader(
            command.Sequence, new Timestamp(command.Time), (CommandType)command.Type, command.Version),
        command.Payload);

    /// <summary>Carries out a command and leaves its events on <see cref="Page"/>.</summary>
    internal void Apply(in CommandHeader header, ReadOnlySpan<byte> payload)
    {
        Page.Clear();
        _state.Apply(header, payload, Page);
        BlotterSequence += Page.Count;
        foreach (var record in Page)
            Names.Take(record);
    }

    /// <summary>What the last command is answered, by its events.</summary>
    internal Answer Answer()
    {
        var answer = new Answer(
            Outcome.Accepted, Sequence: LastSequence, BlotterSequence: BlotterSequence, Time: Time);
        foreach (var record in Page)
            switch (record.Type)
            {
                case EventType.Refused:
                    return answer with { Outcome = Outcome.Refused, Reason = record.As<Refused>().Reason };
                case EventType.Repeated:
                    ref readonly var repeated = ref record.As<Repeated>();
                    return answer with
                    {
                        Outcome = Outcome.Repeated, Reason = repeated.Reason, Number = NumberOf(repeated),
                    };
                case EventType.OrderAccepted:
                    return answer with { Number = record.As<OrderAccepted>().OrderId };
                case EventType.MassCancelled:
                    return answer with { Count = record.As<MassCancelled>().Orders };
                case EventType.Killed:
                    return answer with { Count = record.As<Killed>().Orders };
                case EventType.AccountOpened:
                    return answer with { Number = record.Header.Account };
                case EventType.AssetAdded:
                    return answer with { Number = record.As<AssetAdded>().Asset };
                case EventType.InstrumentSet:
                    return answer with { Number = record.As<InstrumentSet>().Instrument };
                default:
                    // Also what time brought about before the command.
                    break;
            }

        return answer;
    }

    private static long NumberOf(in Repeated repeated) =>
        repeated.Command == CommandType.PlaceOrder ? OrderIds.Of(repeated.First)
        : repeated.Command == CommandType.PlaceGroup ? OrderIds.Of(repeated.First, leg: 1)
        : 0;
}
