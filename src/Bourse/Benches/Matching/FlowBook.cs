using Bourse.Market;
using Bourse.Matching;

namespace Bourse.Benches;

/// <summary>
/// The traders of one book. Orders arrive around a price that drifts, most of them near it and some far away; each
/// lives for a time drawn when it arrives, and is cancelled then unless it was filled. Immediate orders take just as
/// much as leaves 95 of 100 resting orders to be cancelled.
/// </summary>
internal sealed class FlowBook(int number, int liveOrders, Random random)
{
    private const double ImmediateShare = 0.15;
    private const double ReplacedShare = 0.20;
    private const int EndedPerFilled = 20;

    // Distances from the middle have a tail of about this power in the books of stock exchanges.
    private const double DepthPower = 0.8;
    private const int DepthMax = 10_000;
    private const int MeanLots = 40;

    // Commands for each live order until the middle moves a tick: faster, and that alone would fill more than 5 in 100.
    private const int CommandsPerDrift = 8;

    // Four lives of five are short, but the long ones make five of six orders in the book. The mean is 1.
    private const double QuickShare = 0.8;
    private const double QuickLife = 0.2;
    private const double SlowLife = 4.2;

    // A resting order comes with 1.33 other commands: its cancel, a fifth of a replacement, its part of the takers.
    // Those that are filled leave early: the others stay a fourth longer for it.
    private const double CommandsPerOrder = 2.33 * 1.25;

    private readonly OrderBook _book = new();
    private readonly PriorityQueue<(ulong Id, BookCommand Kind), long> _due = new();
    private NoEvents _sink;
    private int _middle = 100_000;
    private long _now;
    private long _filled;
    private long _ended;

    /// <summary>An order that was there before the flow began, with the rest of its life before it.</summary>
    public FlowCommand Open(ulong id) => Rest(id, QuickShare * QuickLife);

    /// <summary>The next command to this book.</summary>
    /// <param name="id">The order's, if it is a new one.</param>
    public FlowCommand Next(ulong id)
    {
        _now++;
        if (random.Next(CommandsPerDrift * liveOrders) == 0)
            _middle += random.Next(2) == 0 ? 1 : -1;
        while (_due.TryPeek(out var due, out var time) && time <= _now)
        {
            _due.Dequeue();
            if (_book.TryFind(due.Id, out var order))
                return due.Kind == BookCommand.Cancel ? Cancel(due.Id) : Replace(order);
        }

        return random.NextDouble() < ImmediateShare ? Take(id) : Rest(id, QuickShare);
    }

    /// <summary>Cancels whatever rests.</summary>
    public IEnumerable<FlowCommand> Close()
    {
        while (_due.TryDequeue(out var due, out _))
            if (_book.TryFind(due.Id, out _))
                yield return Cancel(due.Id);
    }

    private FlowCommand Rest(ulong id, double quickShare)
    {
        var side = AnySide();
        var command = new FlowCommand(id, PriceOf(side, 1 + Depth()), Lots(), number, BookCommand.New, side);
        Apply(command);
        var life = (random.NextDouble() < quickShare ? QuickLife : SlowLife) * liveOrders * CommandsPerOrder;
        var end = _now + 1 + (long)(life * Exponential());
        _due.Enqueue((id, BookCommand.Cancel), end);
        if (random.NextDouble() < ReplacedShare)
            _due.Enqueue((id, BookCommand.Replace), random.NextInt64(_now, end));
        return command;
    }

    private FlowCommand Take(ulong id)
    {
        var side = AnySide();
        var best = side == Side.Buy ? _book.BestAsk : _book.BestBid;
        var reaches = best is not null && _filled * EndedPerFilled <= _ended;
        var through = side == Side.Buy ? Depth() : -Depth();
        var price = reaches ? (int)best!.Value + through : PriceOf(side, 1);
        return Apply(new FlowCommand(id, price, Lots(), number, BookCommand.New, side, IsImmediate: true));
    }

    private FlowCommand Cancel(ulong id) => Apply(new FlowCommand(id, 0, 0, number, BookCommand.Cancel));

    // Half of them only shrink and keep their place; the others go where a new order would.
    private FlowCommand Replace(in RestingOrder order)
    {
        var shrinks = random.Next(2) == 0;
        var price = shrinks ? (int)order.Price : PriceOf(order.Side, 1 + Depth());
        var quantity = shrinks ? (int)(order.Open + 1) / 2 : Lots();
        return Apply(new FlowCommand(order.Id, price, quantity, number, BookCommand.Replace));
    }

    private FlowCommand Apply(in FlowCommand command)
    {
        var before = _book.OrderCount;
        command.ApplyTo(_book, ref _sink);
        var came = command.Kind == BookCommand.New && _book.TryFind(command.Id, out _) ? 1 : 0;
        var went = before + came - _book.OrderCount;
        _ended += went;
        _filled += command.Kind == BookCommand.Cancel ? 0 : went;
        return command;
    }

    private Side AnySide() => (Side)random.Next(1, 3);

    private int PriceOf(Side side, int distance) => side == Side.Buy ? _middle - distance : _middle + distance;

    private int Depth() => (int)Math.Min(DepthMax, Math.Pow(1 - random.NextDouble(), -1 / DepthPower)) - 1;

    private int Lots() => 1 + (int)(MeanLots * Exponential());

    private double Exponential() => -Math.Log(1 - random.NextDouble());
}
