using System.Numerics;
using Bourse.Market;
using Bourse.Matching;

namespace Bourse.Tests.Matching;

/// <summary>
/// A random flow of commands of one profile, the same for the same seed. It looks at the naive book to cancel and to
/// replace orders that rest and to keep their number near the profile's aim.
/// </summary>
internal sealed class Flow(FlowProfile profile, int seed, NaiveBook book)
{
    // So that a large iceberg is not sold lot by lot.
    private const int SlicesMax = 100;

    private readonly Random _random = new(seed);
    private long _centre = 1_000;
    private long _trend = 1;
    private ulong _issued;

    public Step Next()
    {
        Drift();
        var step = AnyStep();
        if (step.Kind != StepKind.Replace || book.Find(step.Order.Id) is not { Display: > 0 } iceberg || _random.Next(50) == 0)
            return step;
        var quantityMax = (long)Int128.Min(long.MaxValue, (Int128)iceberg.Display * SlicesMax);
        return step with { Order = step.Order with { Quantity = Math.Min(step.Order.Quantity, quantityMax) } };
    }

    private Step AnyStep()
    {
        var place = _random.Next(1000);
        if (place < profile.Mistakes)
            return Mistake();
        if (place < profile.Mistakes + profile.Reopenings)
            return new Step(StepKind.Reopen, default);
        if (book.Phase == BookPhase.Call && _random.Next(25) == 0)
            return new Step(_random.Next(2) == 0 ? StepKind.Uncross : StepKind.Indicative, new NewOrder { Price = Price(Side.Unknown) });
        if (_random.Next(1000) < profile.Calls)
            return new Step(StepKind.Call, default);

        var isCrowded = _random.Next(2 * profile.OrdersAim + 1) < book.OrderCount;
        return (isCrowded, _random.Next(10)) switch
        {
            (true, < 6) => Cancellation(),
            (false, < 2) or (true, 6) => Change(),
            _ => new Step(StepKind.Submit, NewOrder(isCrowded)),
        };
    }

    private void Drift()
    {
        if (profile.Drift == 0)
            return;
        if (_random.Next(500) == 0)
            _trend = -_trend;
        _centre += _trend * _random.NextInt64(profile.Drift + 1);
    }

    private Step Cancellation() => new(StepKind.Cancel, new NewOrder { Id = AnyRestingId() });

    private Step Change()
    {
        var id = AnyRestingId();
        var order = book.Find(id);
        var keepsPrice = order != null && _random.Next(2) == 0;
        return new Step(StepKind.Replace, new NewOrder
        {
            Id = id,
            Price = keepsPrice ? order!.Price : Price(order?.Side ?? Side.Unknown),
            Quantity = keepsPrice ? Math.Max(1, _random.NextInt64(order!.Open)) : Quantity(),
            SelfTradePrevention = Prevention(),
            PostOnly = _random.Next(8) == 0,
        });
    }

    private NewOrder NewOrder(bool isCrowded)
    {
        var kind = _random.Next(100);
        var side = _random.Next(2) == 0 ? Side.Buy : Side.Sell;
        var order = new NewOrder
        {
            Id = NextId(),
            Side = side,
            Price = Price(side),
            Quantity = Quantity(),
            Owner = _random.Next(profile.Owners),
            SelfTradePrevention = Prevention(),
        };
        var waits = book.Phase == BookPhase.Call;
        if (isCrowded || kind < 8)
            return order with { Type = kind % 2 == 0 ? OrderType.Market : OrderType.Limit, TimeInForce = waits ? 0 : Immediate() };
        if (kind < 22)
            return order with { TimeInForce = waits && kind < 20 ? 0 : Immediate() };
        if (kind < 28)
            return order with { PostOnly = !waits || kind == 27 };
        return _random.Next(1000) < profile.Icebergs ? order with { Display = Display(order.Quantity) } : order;
    }

    /// <summary>Terms of which some make no sense.</summary>
    private Step Mistake()
    {
        var order = NewOrder(isCrowded: false);
        order = _random.Next(12) switch
        {
            0 => order with { Side = (Side)_random.Next(4) },
            1 => order with { Quantity = -_random.Next(2) },
            2 => order with { Owner = -1 },
            3 => order with { Price = OrderBook.PriceMax + 1 },
            4 => order with { Price = long.MinValue },
            5 => order with { Type = (OrderType)_random.Next(4) },
            6 => order with { TimeInForce = (TimeInForce)_random.Next(5), PostOnly = true },
            7 => order with { SelfTradePrevention = (SelfTradePrevention)_random.Next(7) },
            8 => order with { Display = _random.Next(-1, 3) + order.Quantity / 2 },
            9 => order with { Display = order.Quantity, TimeInForce = Immediate() },
            _ => order with { Id = _random.Next(2) == 0 ? AnyRestingId() : _issued + 77 },
        };
        return new Step((StepKind)_random.Next((int)StepKind.Replace + 1), order);
    }

    private TimeInForce Immediate() => (TimeInForce)_random.Next(1, 3);

    private SelfTradePrevention Prevention() => (SelfTradePrevention)Math.Max(0, _random.Next(-2, 5));

    private ulong AnyRestingId()
    {
        var queue = book.Queue(_random.Next(2) == 0 ? Side.Buy : Side.Sell);
        return queue.Count == 0 ? _issued : queue[_random.Next(queue.Count)].Id;
    }

    private ulong NextId()
    {
        var number = ++_issued;
        return profile.Ids switch
        {
            IdPattern.Sequential => number,
            IdPattern.Shuffled => (number & ~1023UL) | (number * 389 & 1023),
            IdPattern.Strided => number << 20,
            IdPattern.Random64 => unchecked((ulong)_random.NextInt64(long.MinValue, long.MaxValue)),
            IdPattern.Alike => ((ulong)BitOperations.Crc32C(0, (uint)number) << 32) | number,
            _ => (ulong)_random.Next(2 * profile.OrdersAim),
        };
    }

    private long Price(Side side)
    {
        if (profile.IsExtreme)
        {
            var end = _random.Next(-1, 2) * OrderBook.PriceMax;
            return end + Math.Sign(-end) * _random.NextInt64(profile.Spread + 1);
        }

        var range = _random.Next(1000) < profile.Jumps ? profile.JumpRange : profile.Spread;
        var apart = side == Side.Buy ? -profile.Apart : side == Side.Sell ? profile.Apart : 0;
        return Math.Clamp(_centre + apart + _random.NextInt64(-range, range + 1), -OrderBook.PriceMax, OrderBook.PriceMax);
    }

    private long Quantity()
    {
        if (!profile.IsExtreme)
            return _random.NextInt64(1, profile.QuantityMax + 1);
        return _random.Next(3) switch
        {
            0 => long.MaxValue - _random.Next(3),
            1 => 1L << _random.Next(63),
            _ => _random.Next(1, 5),
        };
    }

    private long Display(long quantity) =>
        Math.Max(1, _random.Next(4) == 0 ? quantity : _random.NextInt64(quantity / SlicesMax, quantity / 3 + 1));
}
