using System.Runtime.InteropServices;
using Bourse.Exchange;
using Bourse.Market;

namespace Bourse.Tests.Exchange;

/// <summary>
/// Watches that no client id does anything twice while it is remembered: as long as its order is open, and then for the
/// window. It looks at the events alone.
/// </summary>
internal sealed class OnceOnly
{
    private readonly Dictionary<(int Account, string Id), Doing> _doings = [];
    private readonly Dictionary<long, (int Account, string Id)> _open = [];
    private readonly List<(Timestamp Since, long Window)> _windows = [(default, 48 * Timestamp.PerHour)];

    public void Take(BlotterRecord record)
    {
        var header = record.Header;
        switch (record.Type)
        {
            case EventType.ClientIdsKept:
                _windows.Add((header.Time, record.As<ClientIdsKept>().Nanoseconds));
                break;
            case EventType.OrderAccepted:
                var order = record.As<OrderAccepted>();
                if (OrderIds.LegOf(order.OrderId) <= 1)
                    Begin(header, order.ClientId.ToString());
                _open[order.OrderId] = (header.Account, order.ClientId.ToString());
                break;
            case EventType.Transferred:
                Begin(header, record.As<Transferred>().ClientId.ToString());
                End((header.Account, record.As<Transferred>().ClientId.ToString()), header.Time);
                break;
            case EventType.OrderEnded:
                EndOrder(record.As<OrderEnded>().OrderId, header.Time);
                break;
            case EventType.OrderFilled when record.As<OrderFilled>().Open == 0:
                EndOrder(record.As<OrderFilled>().OrderId, header.Time);
                break;
            case EventType.Repeated when record.As<Repeated>() is { Reason: RefusalReason.None } repeated:
                var known = _doings.GetValueOrDefault((header.Account, repeated.ClientId.ToString()));
                if (known.Sequence != repeated.First)
                    throw new SimulationViolation($"sequence {header.Sequence} repeats {repeated.First}, but {known.Sequence} did it");
                break;
            default:
                break;
        }
    }

    private void Begin(in BlotterHeader header, string id)
    {
        if (id.Length == 0)
            return;
        ref var doing = ref CollectionsMarshal.GetValueRefOrAddDefault(_doings, (header.Account, id), out var isKnown);
        if (isKnown && !MayBeForgotten(doing, header.Time))
            throw new SimulationViolation($"client id {id} of account {header.Account} did {doing.Sequence} and again {header.Sequence}");
        doing = new Doing(header.Sequence, null);
    }

    private void EndOrder(long orderId, Timestamp time)
    {
        if (_open.Remove(orderId, out var key))
            End(key, time);
    }

    private void End((int Account, string Id) key, Timestamp time)
    {
        if (_doings.TryGetValue(key, out var doing))
            _doings[key] = doing with { Ended = time };
    }

    private bool MayBeForgotten(Doing doing, Timestamp now)
    {
        if (doing.Ended is not { } ended)
            return false;
        for (var i = _windows.Count - 1; i >= 0; i--)
        {
            var until = i == _windows.Count - 1 ? now : _windows[i + 1].Since;
            if (until.Nanoseconds - ended.Nanoseconds >= _windows[i].Window)
                return true;
            if (_windows[i].Since < ended)
                return false;
        }

        return false;
    }

    private readonly record struct Doing(long Sequence, Timestamp? Ended);
}
