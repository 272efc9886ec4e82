using System.Numerics;
using Bourse.Exchange;
using Bourse.Market;

namespace Bourse.Tests.Exchange;

/// <summary>
/// The plainest exchange that could be right: big integers, lists searched from their start, holds added up from the
/// open orders whenever somebody asks. The oracle for <see cref="ExchangeState"/>; events are lines of text.
/// </summary>
internal sealed class NaiveExchange
{
    private readonly List<NaiveClientId> _ended = [];
    private long _clientIdsMax;
    private readonly NaiveTrading _trading;
    private long _window = 48 * Timestamp.PerHour;

    public NaiveExchange(ExchangeOptions options)
    {
        _clientIdsMax = options.ClientIdsMax;
        OrdersMax = options.Book.OrdersMax;
        _trading = new NaiveTrading(this);
    }

    public List<string> Told { get; } = [];
    public List<NaiveAccount> Accounts { get; } = [new("", 0), new("HOUSE", 0)];
    public List<string> Assets { get; } = [""];
    public List<NaiveInstrument> Instruments { get; } = [new("", 0, 0, 0)];
    public List<NaiveOrder> Orders { get; } = [];
    public Dictionary<(int Account, int Asset), BigInteger> Totals { get; } = [];
    public Dictionary<(int Account, int Instrument), NaivePosition> Positions { get; } = [];
    public HashSet<(int Account, int Instrument)> Traded { get; } = [];
    public List<NaiveClientId> ClientIds { get; } = [];
    public NaiveFees Fees { get; } = new();
    public bool IsKilled { get; set; }
    public long Sequence { get; private set; }
    public int TriggersMax { get; private set; } = 1_000;
    public int TrailingMax { get; private set; } = 1_000;
    public int OrdersMax { get; private set; }
    public long Now { get; private set; }

    public BigInteger Total(int account, int asset) => Totals.GetValueOrDefault((account, asset));

    public BigInteger Held(int account, int asset) => Orders
        .Where(order => order.Account == account && asset == HeldAsset(order))
        .Aggregate(BigInteger.Zero, (sum, order) => sum + order.Required());

    public BigInteger Supply(int asset) => Totals.Where(total => total.Key.Asset == asset)
        .Aggregate(BigInteger.Zero, (sum, total) => sum + total.Value);

    public BigInteger Available(int account, int asset) => Total(account, asset) - Held(account, asset);

    public NaivePosition Position(int account, int instrument)
    {
        if (!Positions.TryGetValue((account, instrument), out var position))
            Positions[(account, instrument)] = position = new NaivePosition();
        return position;
    }

    public void Move(int account, int asset, BigInteger amount) => Totals[(account, asset)] = Total(account, asset) + amount;

    /// <summary>Carries out a step; what it did is in <see cref="Told"/>, balances and positions last and sorted.</summary>
    public void Apply(ExchangeStep step)
    {
        Told.Clear();
        Sequence = step.Header.Sequence;
        Traded.Clear();
        Now = Math.Max(Now, step.Header.Time.Nanoseconds);
        var before = Balances();
        Forget();
        _trading.Expire();
        _trading.PassBands();
        _trading.Stops.Begin();
        var reason = step.Header.Version != 1 ? RefusalReason.VersionUnknown : Dispatch(step);
        if (reason != RefusalReason.None)
            Told.Add(NaiveRefusal.Of(step, reason));
        _trading.Stops.Run();
        _trading.LookAtBands();
        foreach (var (key, line) in Balances().OrderBy(balance => balance.Key))
            if (before.GetValueOrDefault(key) != line && (line != "" || before.ContainsKey(key)))
                Told.Add(Lines.Balance(key.Account, key.Asset, (long)Total(key.Account, key.Asset), (long)Held(key.Account, key.Asset)));
        foreach (var (account, instrument) in Traded.Order())
            if (Position(account, instrument) is var position)
                Told.Add(Lines.Position(
                    account, instrument, (long)position.Quantity, (Int128)position.Cost, (Int128)position.Realised,
                    (Int128)position.Fees));
    }

    /// <summary>Remembers the client id of a command that has one and comes for the first time; else answers it.</summary>
    public bool IsFirst(ExchangeStep step, int account, string text, out NaiveClientId? id, out RefusalReason reason)
    {
        (id, reason) = (null, RefusalReason.None);
        if (text == "")
            return true;
        var known = ClientIds.Find(one => one.Account == account && one.Text == text);
        if (known == null && ClientIds.Count < _clientIdsMax)
        {
            id = new NaiveClientId(account, text, step.Header.Type, step.Payload, step.Header.Sequence);
            ClientIds.Add(id);
            return true;
        }

        if (known != null && known.Command == step.Header.Type && known.Payload.AsSpan().SequenceEqual(step.Payload))
            Told.Add(Lines.Repeated(known.Command, account, known.Sequence, known.Reason, text));
        else
            reason = known == null ? RefusalReason.ClientIdsFull : RefusalReason.ClientIdTaken;
        return false;
    }

    public void End(NaiveClientId? id, RefusalReason reason)
    {
        if (id == null)
            return;
        (id.Reason, id.EndedAt) = (reason, Now);
        _ended.Add(id);
    }

    private int HeldAsset(NaiveOrder order) =>
        order.IsBuy ? Instruments[order.Instrument].QuoteAsset : Instruments[order.Instrument].BaseAsset;

    private Dictionary<(int Account, int Asset), string> Balances() => Totals.Keys.ToDictionary(
        key => key,
        key => Total(key.Account, key.Asset) == 0 ? "" : $"{Total(key.Account, key.Asset)}/{Held(key.Account, key.Asset)}");

    private void Forget()
    {
        var count = 0;
        for (; count < 1024 && _ended.Count > 0 && Now - _ended[0].EndedAt >= _window; count++)
        {
            ClientIds.Remove(_ended[0]);
            _ended.RemoveAt(0);
        }

        if (count > 0)
            Told.Add(Lines.Forgotten(count));
    }

    private RefusalReason Dispatch(ExchangeStep step)
    {
        var type = step.Header.Type;
        if (type == CommandType.None || !Enum.IsDefined(type))
            return RefusalReason.CommandUnknown;
        if (step.Payload.Length != NaiveRefusal.LengthOf(type))
            return RefusalReason.LengthWrong;
        return type switch
        {
            CommandType.FoundExchange => Found(step.Header.Sequence, step.As<FoundExchange>()),
            CommandType.OpenAccount => Open(step.As<OpenAccount>()),
            CommandType.AddAsset => Add(step.As<AddAsset>()),
            CommandType.ListInstrument => List(step.As<ListInstrument>()),
            CommandType.ChangeInstrument => Change(step.As<ChangeInstrument>()),
            CommandType.Deposit or CommandType.Withdraw => Transfer(step, step.As<Transfer>()),
            CommandType.SetFeeTier => Fees.Set(this, step.As<SetFeeTier>()),
            CommandType.LimitAccount => Limit(step.As<LimitAccount>()),
            CommandType.LimitPosition => Limit(step.As<LimitPosition>()),
            CommandType.KeepClientIds => Keep(step.As<KeepClientIds>().Nanoseconds),
            CommandType.SetReference => _trading.Paper.Set(step.As<SetReference>(), step.Header.Sequence),
            CommandType.PassTime => _trading.Pass(step.As<PassTime>()),
            _ => _trading.Apply(step),
        };
    }

    private RefusalReason Found(long sequence, FoundExchange command)
    {
        if (sequence != 1)
            return RefusalReason.FoundedAlready;
        if (command.ClientIdsMax is < 1 or > 1 << 27 || command.BookOrdersMax is < 1 or > 80_000_000
            || command.TriggersPerCommandMax is < 0 or > 1_000_000 || command.TrailingStopsMax is < 0 or > 1_000_000)
            return RefusalReason.TermsOutOfRange;
        (_clientIdsMax, OrdersMax) = (command.ClientIdsMax, (int)command.BookOrdersMax);
        TriggersMax = command.TriggersPerCommandMax == 0 ? 1_000 : command.TriggersPerCommandMax;
        TrailingMax = command.TrailingStopsMax == 0 ? 1_000 : command.TrailingStopsMax;
        Told.Add(Lines.Founded(command.ClientIdsMax, command.BookOrdersMax));
        return RefusalReason.None;
    }

    private RefusalReason Open(OpenAccount command)
    {
        var name = command.Name.ToString();
        if (command.Zero != 0 || name == "" || !NaiveRefusal.IsText(command.Name, 40))
            return RefusalReason.Malformed;
        if (command.Group is < 0 or >= 1 << 30)
            return RefusalReason.TermsOutOfRange;
        if (Accounts.Exists(account => account.Name == name))
            return RefusalReason.NameTaken;
        Accounts.Add(new NaiveAccount(name, command.Group));
        Told.Add(Lines.Opened(Accounts.Count - 1, command.Group, name));
        return RefusalReason.None;
    }

    private RefusalReason Add(AddAsset command)
    {
        var name = command.Name.ToString();
        if (name == "" || !NaiveRefusal.IsText(command.Name, 16))
            return RefusalReason.Malformed;
        if (Assets.Contains(name))
            return RefusalReason.NameTaken;
        Assets.Add(name);
        Told.Add(Lines.Added(Assets.Count - 1, name));
        return RefusalReason.None;
    }

    private RefusalReason List(ListInstrument command)
    {
        var symbol = command.Symbol.ToString();
        if (symbol == "" || !NaiveRefusal.IsText(command.Symbol, 32) || !Enum.IsDefined(command.Execution)
            || command.Zero0 != 0 || command.Zero1 != 0 || command.Zero2 != 0)
            return RefusalReason.Malformed;
        if (!IsAsset(command.BaseAsset) || !IsAsset(command.QuoteAsset))
            return RefusalReason.AssetUnknown;
        if (!NaiveRefusal.AreInRange(command.Terms, command.Execution == Execution.Paper) || command.BaseAsset == command.QuoteAsset)
            return RefusalReason.TermsOutOfRange;
        if (Instruments.Exists(instrument => instrument.Symbol == symbol))
            return RefusalReason.NameTaken;
        Instruments.Add(new NaiveInstrument(symbol, command.BaseAsset, command.QuoteAsset, OrdersMax)
        {
            Paper = command.Execution == Execution.Paper ? new NaiveMarket() : null,
        });
        Set(Instruments.Count - 1, command.Terms);
        return RefusalReason.None;
    }

    private RefusalReason Change(ChangeInstrument command)
    {
        if (command.Zero != 0)
            return RefusalReason.Malformed;
        if (command.Instrument <= 0 || command.Instrument >= Instruments.Count)
            return RefusalReason.InstrumentUnknown;
        if (!NaiveRefusal.AreInRange(command.Terms, Instruments[command.Instrument].Paper != null))
            return RefusalReason.TermsOutOfRange;
        var old = Instruments[command.Instrument].Terms;
        if (Orders.Exists(order => order.Instrument == command.Instrument)
            && (old.Tick != command.Terms.Tick || old.Lot != command.Terms.Lot))
            return RefusalReason.OrdersOpen;
        Set(command.Instrument, command.Terms);
        return RefusalReason.None;
    }

    private void Set(int number, InstrumentTerms terms)
    {
        var instrument = Instruments[number];
        instrument.Terms = terms;
        Told.Add(Lines.Set(
            number, ++instrument.Version, instrument.Symbol, instrument.QuoteAsset, instrument.BaseAsset, terms,
            instrument.Paper == null ? Execution.Book : Execution.Paper));
    }

    private RefusalReason Transfer(ExchangeStep step, Transfer command)
    {
        if (!NaiveRefusal.IsText(command.ClientId, 36))
            return RefusalReason.Malformed;
        if (!IsAccount(command.Account))
            return RefusalReason.AccountUnknown;
        if (!IsFirst(step, command.Account, command.ClientId.ToString(), out var id, out var reason))
            return reason;
        reason = Transfer(command, step.Header.Type == CommandType.Deposit);
        End(id, reason);
        return reason;
    }

    private RefusalReason Transfer(Transfer command, bool isDeposit)
    {
        if (!IsAsset(command.Asset))
            return RefusalReason.AssetUnknown;
        if (command.Amount <= 0 || (isDeposit && Supply(command.Asset) + command.Amount > BigInteger.Pow(2, 62)))
            return RefusalReason.AmountOutOfRange;
        if (!isDeposit && command.Amount > Available(command.Account, command.Asset))
            return RefusalReason.InsufficientFunds;
        Move(command.Account, command.Asset, isDeposit ? command.Amount : -command.Amount);
        Told.Add(Lines.Transferred(
            command.Account, command.Asset, isDeposit ? command.Amount : -command.Amount, command.ClientId.ToString()));
        return RefusalReason.None;
    }

    private RefusalReason Limit(LimitAccount command)
    {
        if (!IsAccount(command.Account))
            return RefusalReason.AccountUnknown;
        if (command.OpenOrdersMax < 0 || command.OrderValueMax < 0)
            return RefusalReason.TermsOutOfRange;
        Accounts[command.Account].OpenOrdersMax = command.OpenOrdersMax;
        Accounts[command.Account].OrderValueMax = command.OrderValueMax;
        Told.Add(Lines.Limited(command.Account, command.OpenOrdersMax, command.OrderValueMax));
        return RefusalReason.None;
    }

    private RefusalReason Limit(LimitPosition command)
    {
        if (!IsAccount(command.Account))
            return RefusalReason.AccountUnknown;
        if (command.Instrument <= 0 || command.Instrument >= Instruments.Count)
            return RefusalReason.InstrumentUnknown;
        if (command.QuantityMax is < 0 or > 1L << 61)
            return RefusalReason.TermsOutOfRange;
        Position(command.Account, command.Instrument).Limit = command.QuantityMax;
        Told.Add(Lines.PositionLimited(command.Account, command.Instrument, command.QuantityMax));
        return RefusalReason.None;
    }

    private RefusalReason Keep(long nanoseconds)
    {
        if (nanoseconds < 0 || nanoseconds > 366 * Timestamp.PerDay)
            return RefusalReason.TermsOutOfRange;
        _window = nanoseconds;
        Told.Add(Lines.Kept(nanoseconds));
        return RefusalReason.None;
    }

    public bool IsAccount(int account) => account > 0 && account < Accounts.Count;

    private bool IsAsset(int asset) => asset > 0 && asset < Assets.Count;
}
