using System.Numerics;
using Bourse.Exchange;

namespace Bourse.Tests.Exchange;

/// <summary>
/// Stops of the <see cref="NaiveExchange"/>: all are looked at for every price that ever was, one price after the other.
/// </summary>
internal sealed class NaiveStops(NaiveExchange exchange, NaiveTrading trading)
{
    private static readonly BigInteger FactorMax = BigInteger.Pow(2, 60);
    private static readonly BigInteger Million = 1_000_000;

    private readonly List<NaiveOrder> _due = [];
    private int _left;

    public static bool IsStop(OrderKind kind) => kind is OrderKind.Stop or OrderKind.StopLimit or OrderKind.TrailingStop;

    /// <summary>What a stop waits for and the worst it may come to, or why it may not be placed.</summary>
    public RefusalReason Write(NaiveOrder order, NaiveInstrument instrument, bool comesLater = false)
    {
        order.Stop = order.Terms.StopPrice;
        if (order.Terms.Kind == OrderKind.TrailingStop)
        {
            if (instrument.LastPrice == 0)
                return RefusalReason.NoLastPrice;
            if (exchange.Orders.Count(other => other.Instrument == order.Instrument && IsTrailing(other)) >= exchange.TrailingMax)
                return RefusalReason.TrailingFull;
            order.Mark = instrument.LastPrice;
            order.Stop = Trailed(order, instrument.Terms.Tick);
            if (order.Stop <= 0 || order.Stop > FactorMax)
                return RefusalReason.PriceOutOfRange;
        }

        if (!comesLater && IsReached(order.IsBuy, order.Stop, instrument.LastPrice))
            return RefusalReason.WouldTrigger;
        if (order.Terms.Kind != OrderKind.StopLimit)
            order.Price = Protected(order.IsBuy, order.Stop, instrument.Terms);
        return RefusalReason.None;
    }

    public static BigInteger Protected(bool isBuy, BigInteger from, InstrumentTerms terms)
    {
        var away = from * terms.Protection / Million / terms.Tick * terms.Tick;
        return isBuy
            ? BigInteger.Min(from + away, FactorMax / terms.Tick * terms.Tick)
            : BigInteger.Max(from - away, terms.Tick);
    }

    public static BigInteger WithinBand(bool isBuy, BigInteger price, NaiveInstrument instrument)
    {
        var tick = instrument.Terms.Tick;
        return isBuy
            ? BigInteger.Min(price, instrument.Upper / tick * tick)
            : BigInteger.Max(price, (instrument.Lower + tick - 1) / tick * tick);
    }

    public RefusalReason CheckReplacement(ReplaceOrder command, NaiveOrder order, NaiveInstrument instrument)
    {
        var hasPrice = !IsStop(order.Terms.Kind) || order.Terms.Kind == OrderKind.StopLimit;
        if (hasPrice && NaiveTerms.OfPrice(command.Price, instrument.Terms) is var price and not RefusalReason.None)
            return price;
        if (!hasPrice && command.Price != 0)
            return RefusalReason.TermsContradict;
        if (command.StopPrice == 0)
            return RefusalReason.None;
        if (!IsWaiting(order) || order.Terms.Kind is not (OrderKind.Stop or OrderKind.StopLimit))
            return RefusalReason.TermsContradict;
        if (NaiveTerms.OfPrice(command.StopPrice, instrument.Terms) is var stop and not RefusalReason.None)
            return stop;
        return IsReached(order.IsBuy, command.StopPrice, instrument.LastPrice) ? RefusalReason.WouldTrigger : RefusalReason.None;
    }

    public BigInteger PriceAfter(ReplaceOrder command, NaiveOrder order, NaiveInstrument instrument) => order.Terms.Kind switch
    {
        OrderKind.Stop when command.StopPrice != 0 =>
            Protected(order.IsBuy, command.StopPrice, instrument.Terms),
        OrderKind.Stop or OrderKind.TrailingStop => order.Price,
        _ => command.Price,
    };

    public void Move(NaiveOrder order, BigInteger stop)
    {
        order.Stop = stop;
        _due.Remove(order);
    }

    public void Begin()
    {
        _left = exchange.TriggersMax;
        trading.Entered = 0;
        Run();
    }

    public void Run()
    {
        for (trading.Conclude(); _left > 0 && Next() is { } order; trading.Conclude())
        {
            _left--;
            _due.Remove(order);
            var instrument = exchange.Instruments[order.Instrument];
            if (instrument.Phase == Phase.Continuous
                && instrument.Paper?.Reason(instrument.Terms, exchange.Now) is null or RefusalReason.None)
                Trigger(order, instrument);
        }
    }

    private NaiveOrder? Next()
    {
        _due.RemoveAll(order => !exchange.Orders.Contains(order));
        return _due.Count == 0 ? null : _due[0];
    }

    /// <summary>An order that waited for its quantity waits for its price, which may be there.</summary>
    public void Arm(NaiveOrder order)
    {
        var instrument = exchange.Instruments[order.Instrument];
        _due.Remove(order);
        if (instrument.Phase == Phase.Continuous && IsReached(order.IsBuy, order.Stop, instrument.LastPrice))
            _due.Add(order);
    }

    /// <summary>An order waits for its quantity and not for its price.</summary>
    public void Forget(NaiveOrder order) => _due.Remove(order);

    public void FollowPrices()
    {
        foreach (var instrument in exchange.Instruments)
        {
            foreach (var price in instrument.Path)
                Follow(instrument, price);
            instrument.Path.Clear();
        }
    }

    private void Follow(NaiveInstrument instrument, BigInteger price)
    {
        var here = exchange.Orders.Where(order => exchange.Instruments[order.Instrument] == instrument && order.Open > 0 && IsWaiting(order)).ToList();
        if (instrument.Phase == Phase.Continuous)
            _due.AddRange(here.Where(order => !_due.Contains(order) && IsReached(order.IsBuy, order.Stop, price))
                .OrderBy(order => order.IsBuy).ThenBy(order => order.IsBuy ? order.Stop : -order.Stop).ThenBy(order => order.Id));
        foreach (var order in here.Where(IsTrailing))
        {
            order.Mark = order.IsBuy ? BigInteger.Min(order.Mark, price) : BigInteger.Max(order.Mark, price);
            order.Stop = Trailed(order, instrument.Terms.Tick);
        }
    }

    private void Trigger(NaiveOrder order, NaiveInstrument instrument)
    {
        order.IsParked = false;
        var tick = instrument.Terms.Tick;
        var price = order.Price;
        if (order.Terms.Kind != OrderKind.StopLimit)
        {
            price = Protected(order.IsBuy, instrument.LastPrice / tick * tick, instrument.Terms);
            price = WithinBand(order.IsBuy, price, instrument);
            if (order.IsBuy)
                price = BigInteger.Min(price, order.Price);
        }

        exchange.Told.Add(Lines.Triggered(
            order.Id, order.Account, order.Instrument, order.Terms.Side, (long)order.Stop, (long)instrument.LastPrice, (long)price));
        trading.Groups.Trigger(order);
        if (price == 0 || instrument.IsOutsideBand(order.IsBuy, price))
        {
            trading.End(order, EndReason.OutsideBand);
            return;
        }

        order.Price = price;
        if (instrument.Paper != null)
            trading.Paper.Enter(order, instrument);
        else if (trading.Submit(order, instrument) != RefusalReason.None)
            trading.End(order, EndReason.NoRoom);
    }

    private static bool IsWaiting(NaiveOrder order) => order.IsParked && order.Since == 0 && IsStop(order.Terms.Kind);

    private static bool IsTrailing(NaiveOrder order) => order.Terms.Kind == OrderKind.TrailingStop;

    private static bool IsReached(bool isBuy, BigInteger stop, BigInteger price) =>
        price != 0 && (isBuy ? price >= stop : price <= stop);

    /// <summary>So far from the mark, and on to the next tick.</summary>
    private static BigInteger Trailed(NaiveOrder order, BigInteger tick)
    {
        var distance = order.Terms.Trail != 0 ? order.Terms.Trail * Million : order.Mark * order.Terms.TrailRate;
        var exact = order.IsBuy ? order.Mark * Million + distance : order.Mark * Million - distance;
        var ticks = exact / (tick * Million);
        if (order.IsBuy && ticks * tick * Million < exact)
            ticks++;
        return exact <= 0 ? 0 : ticks * tick;
    }
}
