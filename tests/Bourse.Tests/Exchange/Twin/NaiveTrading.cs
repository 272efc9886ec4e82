using System.Numerics;
using Bourse.Exchange;
using Bourse.Market;
using Bourse.Matching;
using Bourse.Tests.Matching;

namespace Bourse.Tests.Exchange;

/// <summary>Orders of the <see cref="NaiveExchange"/>: tested, given to the naive book, settled by what it tells.</summary>
internal sealed class NaiveTrading(NaiveExchange exchange)
{
    private static readonly BigInteger FactorMax = BigInteger.Pow(2, 60);
    private static readonly BigInteger PositionMax = BigInteger.Pow(2, 61);

    private readonly Dictionary<long, NaiveClientId> _clientIds = [];
    private readonly List<int> _watched = [];
    private EndReason _whyCancelled;
    private readonly NaiveReductions _reductions = new(exchange);
    private NaiveOrder? _coming;
    private bool _isReducing;
    private NaivePaper? _paper;

    public NaivePaper Paper => _paper ??= new NaivePaper(exchange, this);

    private NaiveStops? _stops;
    private NaiveGroups? _groups;

    public NaiveStops Stops => _stops ??= new NaiveStops(exchange, this);

    public NaiveGroups Groups => _groups ??= new NaiveGroups(exchange, this);

    public RefusalReason Apply(ExchangeStep step) => step.Header.Type switch
    {
        CommandType.PlaceOrder => Place(step, step.As<PlaceOrder>()),
        CommandType.PlaceGroup => Place(step, step.As<PlaceGroup>()),
        CommandType.CancelOrder => Cancel(step.As<CancelOrder>()),
        CommandType.ReplaceOrder => Replace(step, step.As<ReplaceOrder>()),
        CommandType.MassCancel => MassCancel(step.As<MassCancel>()),
        CommandType.SetPhase => SetPhase(step.As<SetPhase>()),
        _ => Kill(step.As<Kill>()),
    };

    private RefusalReason Place(ExchangeStep step, PlaceOrder command)
    {
        if (!Enum.IsDefined(command.Kind) || !Enum.IsDefined(command.Lifetime) || (byte)command.Flags > 3
            || !Enum.IsDefined(command.SelfTradePrevention) || command.Side is not (Side.Buy or Side.Sell)
            || command.Zero0 != 0 || command.Zero1 != 0 || command.Zero2 != 0
            || command.Session < 0 || !NaiveRefusal.IsText(command.ClientId, 36))
            return RefusalReason.Malformed;
        if (!exchange.IsAccount(command.Account))
            return RefusalReason.AccountUnknown;
        if (!exchange.IsFirst(step, command.Account, command.ClientId.ToString(), out var id, out var reason))
            return reason;
        if (id != null)
            _clientIds[id.Sequence * 10] = id;
        reason = Place(step.Header.Sequence * 10, command);
        if (reason != RefusalReason.None)
            exchange.End(id, reason);
        return reason;
    }

    private RefusalReason Place(ExchangeStep step, PlaceGroup command)
    {
        if (!NaiveGroupTerms.IsWellFormed(command))
            return RefusalReason.Malformed;
        if (!exchange.IsAccount(command.Account))
            return RefusalReason.AccountUnknown;
        if (!exchange.IsFirst(step, command.Account, command.ClientId.ToString(), out var id, out var reason))
            return reason;
        reason = Place(step.Header.Sequence * 10, command, id);
        if (reason != RefusalReason.None)
            exchange.End(id, reason);
        return reason;
    }

    private RefusalReason Place(long id, PlaceGroup command, NaiveClientId? clientId)
    {
        if (command.Instrument <= 0 || command.Instrument >= exchange.Instruments.Count)
            return RefusalReason.InstrumentUnknown;
        var instrument = exchange.Instruments[command.Instrument];
        if (Killed(command.Account, instrument) is var killed and not RefusalReason.None)
            return killed;
        if (!NaiveGroupTerms.AreTogether(command))
            return RefusalReason.LegsContradict;
        var terms = NaiveGroupTerms.Orders(command);
        foreach (var leg in terms)
        {
            if (NaiveTerms.Of(leg, instrument.Terms, exchange.Now) is var fault and not RefusalReason.None)
                return fault;
            if (NaiveTerms.OfPhase(leg, instrument.Phase) is var phase and not RefusalReason.None)
                return phase;
        }

        if (instrument.Paper != null)
            return RefusalReason.ExecutionForbids;
        var group = new NaiveGroup(command.Kind, command.Quantity, clientId);
        var legs = new List<NaiveOrder>();
        foreach (var leg in terms)
        {
            var comesLater = legs.Count > 0 && command.Kind != GroupKind.OneCancelsOther;
            legs.Add(new NaiveOrder(
                ++id, leg, exchange.Fees.TermsFor(command.Account, instrument.QuoteAsset, exchange.Now, instrument.Terms))
            {
                Group = group,
            });
            if (Write(legs[^1], instrument, comesLater) is var unfit and not RefusalReason.None)
                return unfit;
            if (CheckValue(legs[^1], instrument, NaiveOrder.Value(legs[^1].Price, command.Quantity)) is var worth and not RefusalReason.None)
                return worth;
        }

        if (CheckAccount(legs[0], legs[0].Open, legs.Count) is var reason and not RefusalReason.None)
            return reason;
        var held = (command.Kind == GroupKind.OneCancelsOther ? legs : legs[..1]).Max(order => order.RequiredAlone());
        if (held > Available(legs[0]))
            return RefusalReason.InsufficientFunds;
        if (!NaiveStops.IsStop(terms[0].Kind) && CheckEntry(legs[0], instrument) is var entry and not RefusalReason.None)
            return entry;
        Groups.Begin(group, legs);
        return RefusalReason.None;
    }

    private RefusalReason CheckEntry(NaiveOrder order, NaiveInstrument instrument)
    {
        var best = Best(instrument, order.IsBuy);
        var rests = order.Terms.Lifetime is not (Lifetime.ImmediateOrCancel or Lifetime.FillOrKill)
            && (order.Terms.Kind != OrderKind.Market || instrument.Book.Phase == BookPhase.Call);
        return rests && !instrument.HasRoom ? RefusalReason.BookFull
            : order.IsPostOnly && best != 0 && (order.IsBuy ? order.Price >= best : order.Price <= best) ? RefusalReason.WouldTake
            : RefusalReason.None;
    }

    /// <summary>The prices of an order, or why it cannot have them.</summary>
    private RefusalReason Write(NaiveOrder order, NaiveInstrument instrument, bool comesLater = false)
    {
        var kind = order.Terms.Kind;
        if (kind == OrderKind.Market && Protect(order, instrument) is var missing and not RefusalReason.None)
            return missing;
        if (NaiveStops.IsStop(kind) && Stops.Write(order, instrument, comesLater) is var fruitless and not RefusalReason.None)
            return fruitless;
        if (order.IsReduceOnly)
            order.Open = order.Quantity = BigInteger.Min(order.Quantity, _reductions.Room(order));
        if (order.IsReduceOnly && order.Open == 0)
            return RefusalReason.NothingToReduce;
        return kind == OrderKind.Limit && order.Terms.Lifetime != Lifetime.Closing
            && instrument.IsOutsideBand(order.IsBuy, order.Price)
            ? RefusalReason.OutsideBand
            : RefusalReason.None;
    }

    public BigInteger Available(NaiveOrder order) => exchange.Available(
        order.Account,
        order.IsBuy ? exchange.Instruments[order.Instrument].QuoteAsset : exchange.Instruments[order.Instrument].BaseAsset);

    private RefusalReason Place(long id, PlaceOrder command)
    {
        if (command.Instrument <= 0 || command.Instrument >= exchange.Instruments.Count)
            return RefusalReason.InstrumentUnknown;
        var instrument = exchange.Instruments[command.Instrument];
        if (Killed(command.Account, instrument) is var killed and not RefusalReason.None)
            return killed;
        if (NaiveTerms.Of(command, instrument.Terms, exchange.Now) is var fault and not RefusalReason.None)
            return fault;
        if (NaiveTerms.OfPhase(command, instrument.Phase) is var phase and not RefusalReason.None)
            return phase;
        if (instrument.Paper != null && Paper.Check(command, instrument) is var market and not RefusalReason.None)
            return market;
        var order = new NaiveOrder(
            id, command, exchange.Fees.TermsFor(command.Account, instrument.QuoteAsset, exchange.Now, instrument.Terms));
        if (Write(order, instrument) is var unfit and not RefusalReason.None)
            return unfit;
        if (Check(order, instrument, order.IsByNotional ? order.Notional : NaiveOrder.Value(order.Price, order.Quantity), order.Open)
            is var reason and not RefusalReason.None)
            return reason;
        if (order.Required() > Available(order))
            return RefusalReason.InsufficientFunds;
        if (instrument.Paper != null && !NaiveStops.IsStop(command.Kind))
            return Paper.Place(order, instrument);
        _coming = order;
        if (order.IsByNotional)
            return Sweep(order, instrument);
        var waits = NaiveStops.IsStop(command.Kind) || (command.Lifetime == Lifetime.Closing && instrument.Phase != Phase.ClosingAuction);
        if (!waits)
            return Submit(order, instrument);
        Accept(order);
        order.IsParked = true;
        return RefusalReason.None;
    }

    public RefusalReason Submit(NaiveOrder order, NaiveInstrument instrument, bool mayTake = true)
    {
        var isAtOnce = order.Terms.Lifetime == Lifetime.ImmediateOrCancel
            || (order.Terms.Kind is OrderKind.Market or OrderKind.Stop or OrderKind.TrailingStop && instrument.Book.Phase == BookPhase.Continuous);
        return Tell(instrument, book => book.Submit(ForBook(order, instrument, order.Price, order.Open) with
        {
            TimeInForce = order.Terms.Lifetime == Lifetime.FillOrKill ? TimeInForce.FillOrKill
                : isAtOnce ? TimeInForce.ImmediateOrCancel : TimeInForce.GoodTillCancel,
            Display = (long)BigInteger.Min(order.Terms.Display, order.Open) / instrument.Terms.Lot,
            PostOnly = !mayTake || order.IsPostOnly,
        }));
    }

    private NewOrder ForBook(NaiveOrder order, NaiveInstrument instrument, BigInteger price, BigInteger quantity) => new()
    {
        Id = (ulong)order.Id,
        Side = order.Terms.Side,
        SelfTradePrevention = order.Terms.SelfTradePrevention,
        Owner = exchange.Accounts[order.Account].Group is var group and > 0 ? (1 << 30) + group : order.Account,
        Price = (long)(price / instrument.Terms.Tick),
        Quantity = (long)(quantity / instrument.Terms.Lot),
    };

    private BigInteger Best(NaiveInstrument instrument, bool isBuy) =>
        instrument.Paper is { } market
            ? market.Against(isBuy, instrument.Terms, exchange.Now).FirstOrDefault().Price
        : instrument.Book.Queue(isBuy ? Side.Sell : Side.Buy) is [var first, ..]
            ? (BigInteger)first.Price * instrument.Terms.Tick
            : 0;

    private RefusalReason Protect(NaiveOrder order, NaiveInstrument instrument)
    {
        var terms = instrument.Terms;
        var isForAuction = instrument.Paper == null && instrument.Book.Phase == BookPhase.Call || order.Terms.Lifetime == Lifetime.Closing;
        var best = isForAuction && instrument.LastPrice != 0
            ? instrument.LastPrice / terms.Tick * terms.Tick
            : Best(instrument, order.IsBuy);
        if (best == 0)
            return RefusalReason.NobodyThere;
        order.Price = NaiveStops.Protected(order.IsBuy, best, terms);
        if (instrument.Phase == Phase.Continuous && order.Terms.Lifetime != Lifetime.Closing)
            order.Price = NaiveStops.WithinBand(order.IsBuy, order.Price, instrument);
        if (order.Price == 0)
            return RefusalReason.OutsideBand;
        if (!order.IsByNotional)
            return RefusalReason.None;
        var most = order.Notional * Preparation.One / (order.IsBuy ? best : order.Price);
        if (most > NaiveTerms.QuantityMax(terms))
            return RefusalReason.QuantityOutOfRange;
        order.Open = order.Quantity = most / terms.Lot * terms.Lot;
        return order.Open == 0 ? RefusalReason.ValueTooSmall : RefusalReason.None;
    }

    private RefusalReason CheckValue(NaiveOrder order, NaiveInstrument instrument, BigInteger value) =>
        value > FactorMax ? RefusalReason.ValueTooLarge
        : value < 1 || value < instrument.Terms.ValueMin ? RefusalReason.ValueTooSmall
        : exchange.Accounts[order.Account].OrderValueMax is var most && most != 0 && value > most
            ? RefusalReason.OrderValueLimit
            : RefusalReason.None;

    private RefusalReason Check(NaiveOrder order, NaiveInstrument instrument, BigInteger value, BigInteger more) =>
        CheckValue(order, instrument, value) is var worth and not RefusalReason.None
            ? worth
            : CheckAccount(order, more, exchange.Orders.Contains(order) ? 0 : 1);

    private RefusalReason CheckAccount(NaiveOrder order, BigInteger more, int count)
    {
        var account = exchange.Accounts[order.Account];
        if (count > 0 && exchange.Orders.Count(open => open.Account == order.Account) + count > account.OpenOrdersMax)
            return RefusalReason.OpenOrdersLimit;
        var position = exchange.Position(order.Account, order.Instrument);
        var open = exchange.Orders
            .Where(open => open.Account == order.Account && open.Instrument == order.Instrument && open.IsBuy == order.IsBuy)
            .Where(open => open.Group?.Covers(open) != true)
            .Aggregate(more, (sum, open) => sum + open.Open);
        return more > 0 && open + (order.IsBuy ? position.Quantity : -position.Quantity)
                > (position.Limit == 0 ? PositionMax : position.Limit)
            ? RefusalReason.PositionLimit
            : RefusalReason.None;
    }

    private RefusalReason Sweep(NaiveOrder order, NaiveInstrument instrument)
    {
        Accept(order);
        while (exchange.Orders.Contains(order))
        {
            var best = Best(instrument, order.IsBuy);
            var isWithin = best != 0 && (order.IsBuy ? best <= order.Price : best >= order.Price);
            var lots = isWithin ? LotsFor(order, best, instrument.Terms.Lot, order.Open) : 0;
            if (lots == 0)
                break;
            Tell(instrument, book => book.Submit(
                ForBook(order, instrument, best, lots * instrument.Terms.Lot) with { TimeInForce = TimeInForce.ImmediateOrCancel }));
        }

        if (exchange.Orders.Contains(order) && order.Notional > 0)
            End(order, EndReason.Immediate);
        else
            Close(order);
        return RefusalReason.None;
    }

    /// <summary>The most lots that what is left of a notional pays for, found by halving.</summary>
    public static BigInteger LotsFor(NaiveOrder order, BigInteger price, BigInteger lot, BigInteger most)
    {
        var (low, high) = (BigInteger.Zero, most / lot);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            var value = NaiveOrder.Value(price, middle * lot);
            if (value + (order.IsBuy ? order.Fee(value, order.Rate(FillRole.Taker)) : 0) <= order.Notional)
                low = middle;
            else
                high = middle - 1;
        }

        return NaiveOrder.Value(price, low * lot) == 0 ? 0 : low;
    }

    private RefusalReason Cancel(CancelOrder command)
    {
        if (command.Zero != 0 || !NaiveRefusal.IsText(command.ClientId, 36))
            return RefusalReason.Malformed;
        if (!exchange.IsAccount(command.Account))
            return RefusalReason.AccountUnknown;
        var legs = exchange.Orders.Where(one => command.OrderId == 0 && one.Account == command.Account
            && one.Group?.ClientId?.Text == command.ClientId.ToString() && one.Group.ClientId.EndedAt == null).OrderBy(one => one.Id).ToList();
        foreach (var leg in legs)
            Cancel(leg, EndReason.Cancelled);
        if (legs.Count > 0)
            return RefusalReason.None;
        if (Find(command.Account, command.OrderId, command.ClientId.ToString()) is not { } order)
            return RefusalReason.OrderUnknown;
        Cancel(order, EndReason.Cancelled);
        return RefusalReason.None;
    }

    private RefusalReason Replace(ExchangeStep step, ReplaceOrder command)
    {
        if (command.Zero != 0 || !NaiveRefusal.IsText(command.ClientId, 36))
            return RefusalReason.Malformed;
        if (!exchange.IsAccount(command.Account))
            return RefusalReason.AccountUnknown;
        if (Find(command.Account, command.OrderId, command.ClientId.ToString()) is not { } order)
            return RefusalReason.OrderUnknown;
        var instrument = exchange.Instruments[order.Instrument];
        if (Killed(order.Account, instrument) is var killed and not RefusalReason.None)
            return killed;
        if (instrument.Phase is Phase.Closed or Phase.Halted)
            return RefusalReason.PhaseForbids;
        if (order.Group != null && command.Quantity != 0)
            return RefusalReason.QuantityOfGroup;
        if (Stops.CheckReplacement(command, order, instrument) is var fault and not RefusalReason.None)
            return fault;
        if (order.Group != null)
            return ReplaceLeg(command, order, order.Group, instrument);
        var price = Stops.PriceAfter(command, order, instrument);
        if (NaiveTerms.OfQuantity(command.Quantity, instrument.Terms) is var quantity and not RefusalReason.None)
            return quantity;
        var open = order.Open + command.Quantity - order.Quantity;
        if (open <= 0)
            return RefusalReason.QuantityOutOfRange;
        if (order.Terms.Display != 0 && order.Terms.Display < command.Quantity / 1_000)
            return RefusalReason.DisplayOutOfRange;
        if (!order.IsParked && instrument.IsOutsideBand(order.IsBuy, price))
            return RefusalReason.OutsideBand;
        if (CheckValue(order, instrument, NaiveOrder.Value(price, command.Quantity)) is var worth and not RefusalReason.None)
            return worth;
        if (order.IsReduceOnly && open - order.Open > _reductions.Room(order))
            return RefusalReason.NothingToReduce;
        if (Check(order, instrument, NaiveOrder.Value(price, command.Quantity), open - order.Open)
            is var reason and not RefusalReason.None)
            return reason;
        var (oldPrice, oldOpen, held) = (order.Price, order.Open, order.Required());
        (order.Price, order.Open) = (price, open);
        var more = order.Required() - held;
        (order.Price, order.Open) = (oldPrice, oldOpen);
        if (more > exchange.Available(order.Account, order.IsBuy ? instrument.QuoteAsset : instrument.BaseAsset))
            return RefusalReason.InsufficientFunds;
        if (order.Since > 0)
            return Paper.Replace(order, instrument, price, open, step.Header.Sequence);
        return ReplaceNow(command, order, price, open, instrument);
    }

    private RefusalReason ReplaceLeg(ReplaceOrder command, NaiveOrder order, NaiveGroup group, NaiveInstrument instrument)
    {
        var price = Stops.PriceAfter(command, order, instrument);
        if (group is { IsPair: true, HasTriggered: false, Others: [{ } limit, { } stop] } && order != group.Parent
            && !NaiveGroupTerms.AreApart(
                limit.IsBuy, order == limit ? price : limit.Price,
                order == stop && command.StopPrice != 0 ? command.StopPrice : stop.Stop))
            return RefusalReason.LegsContradict;
        if ((!order.IsParked || order.Terms.Kind == OrderKind.Limit) && instrument.IsOutsideBand(order.IsBuy, price))
            return RefusalReason.OutsideBand;
        if (CheckValue(order, instrument, NaiveOrder.Value(price, group.Quantity)) is var worth and not RefusalReason.None)
            return worth;
        var (oldPrice, held) = (order.Price, order.Required());
        order.Price = price;
        var needed = order.RequiredAlone();
        if (group.Covers(order) && group.Others[1] == order)
            needed = BigInteger.Max(0, needed - group.Others[0]!.RequiredAlone());
        order.Price = oldPrice;
        return needed - held > Available(order)
            ? RefusalReason.InsufficientFunds
            : ReplaceNow(command, order, price, order.Open, instrument);
    }

    private RefusalReason ReplaceNow(
        ReplaceOrder command, NaiveOrder order, BigInteger price, BigInteger open, NaiveInstrument instrument)
    {
        if (order.IsParked)
        {
            if (command.StopPrice != 0)
                Stops.Move(order, command.StopPrice);
            ReplaceTerms(order, price, open);
            return RefusalReason.None;
        }

        return Tell(instrument, book => book.Replace(new Replacement
        {
            Id = (ulong)order.Id,
            Price = command.Price / instrument.Terms.Tick,
            Quantity = (long)open / instrument.Terms.Lot,
            SelfTradePrevention = order.Terms.SelfTradePrevention,
            PostOnly = order.IsPostOnly,
        }));
    }

    private RefusalReason MassCancel(MassCancel command)
    {
        if ((byte)command.Side > 2 || command.DaysOnly > 1 || command.Zero != 0 || command.Session < 0)
            return RefusalReason.Malformed;
        if (Scope(command.Account, command.Instrument) is var reason and not RefusalReason.None)
            return reason;
        if (command.Session != 0 && command.Account == 0)
            return RefusalReason.TermsContradict;
        var ended = CancelAll(command.Account, command.Instrument, EndReason.MassCancelled, order =>
            (command.Side == Side.Unknown || order.Side == command.Side)
            && (command.Session == 0 || order.Session == command.Session)
            && (command.DaysOnly == 0 || order.Lifetime == Lifetime.Day));
        exchange.Told.Add(Lines.MassCancelled(command.Account, command.Instrument, command.Side, ended));
        return RefusalReason.None;
    }

    private RefusalReason Kill(Kill command)
    {
        if (command.IsOn > 1 || command.Zero0 != 0 || command.Zero1 != 0 || command.Zero2 != 0)
            return RefusalReason.Malformed;
        if (Scope(command.Account, command.Instrument) is var reason and not RefusalReason.None)
            return reason;
        if (command.Account != 0 && command.Instrument != 0)
            return RefusalReason.TermsContradict;
        if (command.Account != 0)
            exchange.Accounts[command.Account].IsKilled = command.IsOn == 1;
        else if (command.Instrument != 0)
            exchange.Instruments[command.Instrument].IsKilled = command.IsOn == 1;
        else
            exchange.IsKilled = command.IsOn == 1;
        var ended = command.IsOn == 1 ? CancelAll(command.Account, command.Instrument, EndReason.Killed, _ => true) : 0;
        exchange.Told.Add(Lines.Killed(command.Account, command.Instrument, command.IsOn == 1, ended));
        return RefusalReason.None;
    }

    public void Expire()
    {
        foreach (var order in exchange.Orders.Where(order => order.Terms.ExpiresAt is > 0 and var end && end <= exchange.Now)
            .OrderBy(order => (order.Terms.ExpiresAt, order.Id)).ToList())
            Cancel(order, EndReason.Expired);
    }

    public RefusalReason Pass(PassTime command)
    {
        if (command.Zero != 0)
            return RefusalReason.Malformed;
        foreach (var instrument in exchange.Instruments.Where(one => one.IsIndicationDue && one.Book.Phase == BookPhase.Call))
        {
            instrument.IsIndicationDue = false;
            var result = instrument.Book.Indicative((long)(instrument.LastPrice / instrument.Terms.Tick));
            exchange.Told.Add(Lines.Auction("indicated", exchange.Instruments.IndexOf(instrument), result, instrument.Terms));
        }

        return RefusalReason.None;
    }

    private RefusalReason SetPhase(SetPhase command)
    {
        if (!Enum.IsDefined(command.Phase) || command.Zero0 != 0 || command.Zero1 != 0)
            return RefusalReason.Malformed;
        if (Scope(0, command.Instrument) is var reason and not RefusalReason.None)
            return reason;
        if (command.ReferencePrice < 0 || command.ReferencePrice > FactorMax)
            return RefusalReason.PriceOutOfRange;
        if (command.Instrument > 0 && IsForbidden(command.Instrument, command.Phase))
            return RefusalReason.ExecutionForbids;
        for (var number = 1; number < exchange.Instruments.Count; number++)
            if ((command.Instrument == 0 && !IsForbidden(number, command.Phase)) || command.Instrument == number)
                Enter(number, command.Phase, command.ReferencePrice);
        return RefusalReason.None;
    }

    private bool IsForbidden(int number, Phase phase) =>
        exchange.Instruments[number].Paper != null && phase is not (Phase.Continuous or Phase.Halted or Phase.Closed);

    private void Enter(int number, Phase phase, BigInteger reference)
    {
        var instrument = exchange.Instruments[number];
        var before = instrument.Phase;
        var wasAuction = before is Phase.OpeningAuction or Phase.ReopeningAuction or Phase.ClosingAuction;
        exchange.Told.Add(Lines.Phase(number, phase, before));
        instrument.Phase = phase;
        (instrument.LimitSince, instrument.PausedUntil) = (null, null);
        Watch(number);
        if (instrument.Paper != null)
            Paper.FillResting(number);
        if (phase is Phase.PreOpen or Phase.OpeningAuction or Phase.ReopeningAuction or Phase.ClosingAuction)
            instrument.Book.OpenCall();
        if (phase == Phase.ClosingAuction)
            foreach (var order in Of(number).Where(order => order.IsParked && order.Terms.Lifetime == Lifetime.Closing).ToList())
            {
                order.IsParked = false;
                if (Submit(order, instrument) != RefusalReason.None)
                    End(order, EndReason.NoRoom);
            }

        if (instrument.Book.Phase == BookPhase.Call && (phase == Phase.Continuous || (phase == Phase.Closed && wasAuction)))
        {
            var at = reference == 0 ? instrument.LastPrice : reference;
            AuctionResult result = default;
            Tell(instrument, book => result = book.Uncross((long)(at / instrument.Terms.Tick)));
            exchange.Told.Add(Lines.Auction("auction", number, result, instrument.Terms));
            foreach (var order in Of(number).Where(order => !order.IsParked && (order.Terms.Kind == OrderKind.Market
                || order.Terms.Lifetime is Lifetime.Opening or Lifetime.Closing)).ToList())
                Cancel(order, EndReason.AuctionOver);
        }

        if (phase == Phase.Closed)
            foreach (var order in Of(number)
                .Where(order => order.Terms.Lifetime is Lifetime.Day or Lifetime.Opening or Lifetime.Closing).ToList())
                Cancel(order, EndReason.Expired);
        if (phase == Phase.Continuous && instrument.LastPrice != 0)
            instrument.Path.Add(instrument.LastPrice);
    }

    public void PassBands()
    {
        const long Limit = 15 * Timestamp.PerSecond;
        for (var number = 1; number < exchange.Instruments.Count; number++)
        {
            var instrument = exchange.Instruments[number];
            if (instrument.LimitSince is { } since && exchange.Now >= since + Limit)
            {
                Enter(number, Phase.ReopeningAuction, 0);
                instrument.PausedUntil = since + Limit + 5 * Timestamp.PerMinute;
            }

            if (instrument.PausedUntil is { } until && exchange.Now >= until)
                Enter(number, Phase.Continuous, instrument.Reference);
        }

        LookAtBands();
    }

    public void LookAtBands()
    {
        foreach (var number in _watched)
        {
            var instrument = exchange.Instruments[number];
            var (bid, ask) = (Best(instrument, isBuy: false), Best(instrument, isBuy: true));
            var isLimit = instrument.Phase == Phase.Continuous
                && (bid >= instrument.Upper || (ask != 0 && ask <= instrument.Lower));
            if (isLimit == instrument.LimitSince.HasValue)
                continue;
            instrument.LimitSince = isLimit ? exchange.Now : null;
            exchange.Told.Add(Lines.LimitState(number, isLimit, (long)instrument.Lower, (long)instrument.Upper));
        }

        _watched.Clear();
    }

    private void Watch(int number)
    {
        if (exchange.Instruments[number].Terms.Band != 0 && !_watched.Contains(number))
            _watched.Add(number);
    }

    private IEnumerable<NaiveOrder> Of(int instrument) =>
        exchange.Orders.Where(order => order.Instrument == instrument).OrderBy(order => order.Id);

    private RefusalReason Scope(int account, int instrument) =>
        account != 0 && !exchange.IsAccount(account) ? RefusalReason.AccountUnknown
        : instrument < 0 || instrument >= exchange.Instruments.Count ? RefusalReason.InstrumentUnknown
        : RefusalReason.None;

    private int CancelAll(int account, int instrument, EndReason why, Func<PlaceOrder, bool> isMeant)
    {
        var orders = exchange.Orders
            .Where(order => (account == 0 || order.Account == account) && (instrument == 0 || order.Instrument == instrument))
            .Where(order => isMeant(order.Terms))
            .OrderBy(order => account == 0 ? order.Instrument : 0).ThenBy(order => order.Id).ToList();
        foreach (var order in orders)
            Cancel(order, why);
        return orders.Count;
    }

    public void Cancel(NaiveOrder order, EndReason why)
    {
        if (order.IsParked)
        {
            End(order, why);
            return;
        }

        _whyCancelled = why;
        Tell(exchange.Instruments[order.Instrument], book => book.Cancel((ulong)order.Id));
    }

    private RefusalReason Killed(int account, NaiveInstrument instrument) =>
        exchange.IsKilled ? RefusalReason.VenueKilled
        : instrument.IsKilled ? RefusalReason.InstrumentKilled
        : exchange.Accounts[account].IsKilled ? RefusalReason.AccountKilled
        : RefusalReason.None;

    private NaiveOrder? Find(int account, long id, string clientId)
    {
        if (id == 0)
            id = exchange.ClientIds.Find(one => one.Account == account && one.Text == clientId)?.Sequence * 10 ?? 0;
        return exchange.Orders.Find(order => order.Id == id && order.Account == account);
    }

    /// <summary>What follows from matches and ends, until nothing does.</summary>
    public void Conclude()
    {
        Stops.FollowPrices();
        for (Trim(); Groups.Next(); Trim())
            Stops.FollowPrices();
    }

    public void Trim() => _reductions.Trim(
        (order, open) => Resize(order, open, EndReason.PositionReduced), order => Cancel(order, EndReason.PositionReduced));

    /// <summary>How many did in this command.</summary>
    public int Entered { get; set; }

    /// <summary>What waited for another's fills comes to its book; where trading is over, only if it does not trade.</summary>
    public void Enter(NaiveOrder order)
    {
        var instrument = exchange.Instruments[order.Instrument];
        order.IsParked = false;
        if (Submit(order, instrument, instrument.Phase != Phase.Closed && Entered++ < 1_000) != RefusalReason.None)
            End(order, EndReason.NoRoom);
    }

    public void Resize(NaiveOrder order, BigInteger open, EndReason why)
    {
        if (order.IsParked)
        {
            SetOpen(order, open, why);
            return;
        }

        var instrument = exchange.Instruments[order.Instrument];
        (_whyCancelled, _isReducing) = (why, true);
        Tell(instrument, book => book.Replace(new Replacement
        {
            Id = (ulong)order.Id,
            Price = (long)(order.Price / instrument.Terms.Tick),
            Quantity = (long)(open / instrument.Terms.Lot),
        }));
        _isReducing = false;
    }

    private void SetOpen(NaiveOrder order, BigInteger open, EndReason why)
    {
        if (open <= order.Open)
        {
            TakeAway(order, order.Open - open, why);
            return;
        }

        exchange.Told.Add(Lines.Activated(order.Id, order.Instrument, (long)(open - order.Open), (long)open));
        order.Open = open;
        Recover(order);
    }

    /// <summary>A change of the stop of a pair changes what it holds beside its limit.</summary>
    private static void Recover(NaiveOrder order)
    {
        if (order.Group is { } group && group.Others[1] == order)
            NaiveGroups.Cover(group);
    }

    private void TakeAway(NaiveOrder order, BigInteger quantity, EndReason why)
    {
        order.Open -= quantity;
        order.Quantity -= quantity;
        exchange.Told.Add(Lines.Reduced(order.Id, order.Instrument, (long)quantity, (long)order.Open, why));
        Recover(order);
        Groups.Touch(order);
    }

    /// <summary>Gives a command to a book and settles what it tells, one event after the other.</summary>
    private RefusalReason Tell(NaiveInstrument instrument, Action<NaiveBook> command)
    {
        instrument.Book.Sink.Clear();
        command(instrument.Book);
        var number = exchange.Instruments.IndexOf(instrument);
        foreach (var told in instrument.Book.Sink.Events.ToArray())
        {
            var (price, quantity) = ((BigInteger)told.Price * instrument.Terms.Tick, (BigInteger)told.Quantity * instrument.Terms.Lot);
            var order = exchange.Orders.Find(one => one.Id == (long)told.Id) ?? _coming;
            switch (told.Kind)
            {
                case EventKind.Rejected:
                    return (RejectReason)told.Detail switch
                    {
                        RejectReason.WouldTake => RefusalReason.WouldTake,
                        RejectReason.NotInCall => RefusalReason.PhaseForbids,
                        _ => RefusalReason.BookFull,
                    };
                case EventKind.Accepted:
                    Accept(order!);
                    break;
                case EventKind.Traded:
                    Trade(instrument, order!, exchange.Orders.Find(one => one.Id == (long)told.Other)!, told.Side, price, quantity);
                    break;
                case EventKind.Replaced when _isReducing:
                    SetOpen(order!, quantity, _whyCancelled);
                    break;
                case EventKind.Replaced:
                    ReplaceTerms(order!, price, quantity);
                    break;
                case EventKind.Reduced:
                    TakeAway(order!, quantity, EndReason.SelfTrade);
                    break;
                case EventKind.Cancelled when order!.IsByNotional && told.Detail == (long)CancelReason.Immediate:
                    break;
                case EventKind.Cancelled:
                    End(order!, (CancelReason)told.Detail switch
                    {
                        CancelReason.Requested => _whyCancelled,
                        CancelReason.Immediate => EndReason.Immediate,
                        CancelReason.FillOrKill => EndReason.FillOrKill,
                        CancelReason.SelfTrade => EndReason.SelfTrade,
                        _ => EndReason.NoRoom,
                    });
                    break;
                case EventKind.LevelChanged:
                    instrument.IsIndicationDue = true;
                    Watch(number);
                    exchange.Told.Add(Lines.Level(
                        number, told.Side, (long)price, (long)BigInteger.Min(quantity, long.MaxValue), (int)told.Detail));
                    break;
            }
        }

        return RefusalReason.None;
    }

    public void ReplaceTerms(NaiveOrder order, BigInteger price, BigInteger open)
    {
        order.Quantity += open - order.Open;
        (order.Open, order.Price) = (open, price);
        exchange.Told.Add(Lines.Replaced(order.Id, order.Instrument, (long)price, (long)order.Quantity, (long)open, (long)order.Stop));
        Recover(order);
        Groups.Touch(order);
    }

    public void Accept(NaiveOrder order)
    {
        if (exchange.Orders.Contains(order))
            return;
        exchange.Orders.Add(order);
        var terms = order.Terms;
        exchange.Told.Add(Lines.Accepted(
            order.Id, order.Account, order.Instrument, terms.Side, terms.Kind, terms.Lifetime, terms.SelfTradePrevention,
            terms.Flags, (long)order.Price, order.IsByNotional ? 0 : (long)order.Quantity, terms.Notional, terms.Display, terms.ExpiresAt, terms.Session,
            (long)order.Stop, terms.Trail, terms.TrailRate, order.Group?.Kind ?? GroupKind.None,
            order.Group == null ? terms.ClientId.ToString() : order.Group.ClientId?.Text ?? ""));
    }

    private void Trade(
        NaiveInstrument instrument, NaiveOrder taker, NaiveOrder maker, Side side, BigInteger price, BigInteger quantity)
    {
        var (buyer, seller) = taker.IsBuy ? (taker, maker) : (maker, taker);
        instrument.Trades++;
        instrument.Trade(exchange.Now, price);
        var isAuction = side == Side.Unknown;
        exchange.Told.Add(Lines.Traded(
            taker.Instrument, side, (long)price, (long)quantity, buyer.Id, seller.Id));
        Settle(instrument, taker, isAuction ? FillRole.Auction : FillRole.Taker, price, quantity, instrument.Trades);
        Settle(instrument, maker, isAuction ? FillRole.Auction : FillRole.Maker, price, quantity, instrument.Trades);
    }

    public void Settle(
        NaiveInstrument instrument, NaiveOrder order, FillRole role, BigInteger price, BigInteger quantity, long trade)
    {
        const int House = 1;
        var value = NaiveOrder.Value(price, quantity);
        var fee = BigInteger.Max(order.Fee(value, order.Rate(role)), -exchange.Available(House, instrument.QuoteAsset));
        order.Accrued += value * order.Rate(role);
        order.Charged += fee;
        var sign = order.IsBuy ? 1 : -1;
        exchange.Move(House, instrument.QuoteAsset, fee);
        exchange.Move(order.Account, instrument.QuoteAsset, -sign * value - fee);
        exchange.Move(order.Account, instrument.BaseAsset, sign * quantity);
        order.Open -= quantity;
        if (order.IsByNotional)
            order.Notional -= order.IsBuy ? value + fee : value;
        exchange.Fees.Count(order.Account, instrument.QuoteAsset, exchange.Now, value);
        exchange.Position(order.Account, order.Instrument).Trade(order.IsBuy, quantity, value, fee);
        exchange.Traded.Add((order.Account, order.Instrument));
        _reductions.Notice(order);
        Groups.Fill(order, quantity);
        exchange.Told.Add(Lines.Filled(
            order.Id, order.Account, order.Instrument, order.Terms.Side, role, trade, (long)price, (long)quantity,
            (long)value, (long)fee, (long)(order.IsByNotional ? order.Notional : order.Open)));
        if (order.Open != 0 || order.IsByNotional)
            return;
        if (NaiveGroups.AwaitsMore(order))
            order.IsParked = true;
        else
            Close(order);
    }

    public void End(NaiveOrder order, EndReason why)
    {
        exchange.Told.Add(Lines.Ended(
            order.Id, order.Account, order.Instrument, order.Terms.Side, why, order.IsByNotional ? 0 : (long)order.Open,
            (long)order.Notional));
        Close(order);
    }

    public void Close(NaiveOrder order)
    {
        if (!exchange.Orders.Remove(order))
            return;
        Groups.Leave(order);
        exchange.End(_clientIds.GetValueOrDefault(order.Id), RefusalReason.None);
    }
}
