using System.Numerics;

namespace Bourse.Tests.Exchange;

/// <summary>What the <see cref="NaiveExchange"/> leaves open of orders that may only reduce a position.</summary>
internal sealed class NaiveReductions(NaiveExchange exchange)
{
    private readonly List<(int Account, int Instrument)> _exceeded = [];

    /// <summary>How much more an order's position could take.</summary>
    public BigInteger Room(NaiveOrder order)
    {
        var others = Of(order.Account, order.Instrument).Aggregate(BigInteger.Zero, (sum, one) => sum + one.Open);
        return BigInteger.Max(0, Reducible(order) - others);
    }

    /// <summary>To be called after each fill.</summary>
    public void Notice(NaiveOrder filled)
    {
        var key = (filled.Account, filled.Instrument);
        if (Excess(key) > 0 && !_exceeded.Contains(key))
            _exceeded.Add(key);
    }

    /// <summary>To be called after each match.</summary>
    public void Trim(Action<NaiveOrder, BigInteger> reduce, Action<NaiveOrder> cancel)
    {
        foreach (var key in _exceeded)
            while (Excess(key) is var excess && excess > 0)
            {
                var newest = Of(key.Account, key.Instrument).MaxBy(order => order.Id)!;
                if (newest.Open > excess)
                    reduce(newest, newest.Open - excess);
                else
                    cancel(newest);
            }

        _exceeded.Clear();
    }

    private BigInteger Excess((int Account, int Instrument) key) =>
        Of(key.Account, key.Instrument).ToList() is [var first, ..] orders
            ? orders.Aggregate(BigInteger.Zero, (sum, one) => sum + one.Open) - Reducible(first)
            : 0;

    /// <summary>What is there for the order's side to bring towards zero, in whole lots.</summary>
    private BigInteger Reducible(NaiveOrder order)
    {
        var position = exchange.Position(order.Account, order.Instrument).Quantity * (order.IsBuy ? -1 : 1);
        var lot = exchange.Instruments[order.Instrument].Terms.Lot;
        return position < 0 ? 0 : position / lot * lot;
    }

    private IEnumerable<NaiveOrder> Of(int account, int instrument) => exchange.Orders.Where(
        order => order.IsReduceOnly && order.Account == account && order.Instrument == instrument);
}
