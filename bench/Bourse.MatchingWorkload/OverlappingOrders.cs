using Bourse.Market;
using Bourse.Matching;

namespace Bourse.MatchingWorkload;

/// <summary>
/// Traders of one book whose orders outlive thousands of others' messages. Which of the standing orders is cancelled
/// or modified next is chance, so that it may be anywhere in its queue. New ones come at distances from the touch that
/// fall off by a power law; takers come in runs of one side, now and then with a size that sweeps several prices, and
/// as many as leaves the rest of the orders to be cancelled.
/// </summary>
internal sealed class OverlappingOrders(WorkloadOptions options)
{
    private const long FirstPrice = 100_000;
    private const int LotsMax = 100;

    // Half of the orders rest within so many ticks of the other side, and one in a hundred beyond 99 times as many.
    private const int DistanceScale = 50;
    private const int DistanceMax = 10_000;

    // What a taker wants beyond one order's lots, and how far beyond the best price: few want much, and they sweep.
    private const int TakenScale = 20;
    private const int TakenMax = 20_000;
    private const int ThroughScale = 5;
    private const int ThroughMax = 100;
    private const int TakersInRun = 30;

    // One other new order in so many is immediate too and finds nothing: it came too late.
    private const int LateTakers = 50;

    private readonly Chance _chance = new((ulong)options.Seed);
    private readonly OrderBook _book = new();

    // Orders whose cancel was not sent yet. What trades have ended stays among them: its cancel comes too late.
    private readonly List<ulong> _standing = [];
    private Side _taker = Side.Buy;
    private ulong _lastId;
    private long _ended;
    private long _filled;

    public static WorkloadMessage[] Make(WorkloadOptions options)
    {
        var orders = new OverlappingOrders(options);
        var messages = new WorkloadMessage[options.Messages];
        for (var i = 0; i < messages.Length; i++)
            messages[i] = orders.Next() with { Sequence = (ulong)i };
        return messages;
    }

    private WorkloadMessage Next()
    {
        var message = Draw();
        var before = _book.OrderCount;
        message.ApplyTo(_book);
        var rests = message.Type == BookCommand.New && _book.TryFind(message.OrderId, out _);
        if (rests)
            _standing.Add(message.OrderId);
        var gone = before + (rests ? 1 : 0) - _book.OrderCount;
        _ended += gone;
        _filled += message.Type == BookCommand.Cancel ? 0 : gone;
        return message;
    }

    private WorkloadMessage Draw()
    {
        if (_chance.Next(100) < options.ModifiedPercent && _standing.Count > 0)
            if (_book.TryFind(_standing[_chance.Next(_standing.Count)], out var order))
                return Modify(order);
        return _chance.Next(2 * options.LiveOrders) < _book.OrderCount ? Cancel() : New();
    }

    private WorkloadMessage New()
    {
        var takes = Takes();
        var side = takes ? _taker : _chance.IsOneIn(2) ? Side.Buy : Side.Sell;
        var price = takes ? PriceToTake(side) : PriceToRest(side);
        var lots = Lots() + (takes ? _chance.NextPowerLaw(TakenScale, TakenMax) : 0);
        var isImmediate = _chance.IsOneIn(takes ? 2 : LateTakers);
        var order = Message(BookCommand.New, ++_lastId, side, price, lots);
        return order with { IsImmediate = (byte)(isImmediate ? 1 : 0) };
    }

    // To another price, or to more lots at the same one: never less, which would keep the place in some engines only.
    private WorkloadMessage Modify(in RestingOrder order)
    {
        var takes = order.Side == _taker && Takes();
        var price = takes ? PriceToTake(order.Side) : _chance.IsOneIn(2) ? PriceToRest(order.Side) : order.Price;
        var lots = price == order.Price ? order.Open + Lots() : Lots();
        return Message(BookCommand.Replace, order.Id, order.Side, price, lots);
    }

    // With the price and side where its order rests: the harness may ask for that level's depth.
    private WorkloadMessage Cancel()
    {
        var at = _chance.Next(_standing.Count);
        var id = _standing[at];
        _standing[at] = _standing[^1];
        _standing.RemoveAt(_standing.Count - 1);
        return _book.TryFind(id, out var order)
            ? Message(BookCommand.Cancel, id, order.Side, order.Price, order.Open)
            : Message(BookCommand.Cancel, id, Side.Buy, 0, 0);
    }

    private static WorkloadMessage Message(BookCommand type, ulong id, Side side, long price, long lots) =>
        new(type, (byte)(side - 1), 0, (uint)lots, 0, id, price);

    /// <summary>Takes now and then, while fewer orders were filled than should be.</summary>
    private bool Takes()
    {
        if (_filled * 100 >= (100 - options.CancelledPercent) * _ended || !_chance.IsOneIn(4))
            return false;
        if (_chance.IsOneIn(TakersInRun))
            _taker = _taker == Side.Buy ? Side.Sell : Side.Buy;
        return true;
    }

    private long PriceToTake(Side side)
    {
        var through = _chance.NextPowerLaw(ThroughScale, ThroughMax);
        return side == Side.Buy ? Touch(Side.Sell) + through : Math.Max(1, Touch(Side.Buy) - through);
    }

    private long PriceToRest(Side side)
    {
        var distance = 1 + _chance.NextPowerLaw(DistanceScale, DistanceMax);
        return side == Side.Buy ? Math.Max(1, Touch(Side.Sell) - distance) : Touch(Side.Buy) + distance;
    }

    /// <summary>A side's best price; while nobody rests there, that of the other, and of nobody the first.</summary>
    private long Touch(Side side) =>
        (side == Side.Buy ? _book.BestBid ?? _book.BestAsk : _book.BestAsk ?? _book.BestBid) ?? FirstPrice;

    private int Lots() => 1 + _chance.Next(LotsMax);
}
