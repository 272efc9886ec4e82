using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Bourse.Exchange;
using Bourse.Journal;

namespace Bourse.Gateway.WebSocket;

/// <summary>
/// Tells what orders were placed with: an order's id says where in the orders journal that stands. The latest are kept in
/// memory. Guarded by its owner.
/// </summary>
internal sealed class OrderTickets(JournalReader orders, int ticketsMax)
{
    private Dictionary<long, OrderTicket> _newer = [];
    private Dictionary<long, OrderTicket> _older = [];

    /// <summary>Null when the journal no longer goes so far back, or there is no such order.</summary>
    public OrderTicket? Find(long id)
    {
        if (_newer.TryGetValue(id, out var known))
            return known;
        if (!_older.TryGetValue(id, out known))
        {
            if (Read(id) is not { } read)
                return null;
            known = read;
        }

        Keep(id, known);
        return known;
    }

    public void Keep(long id, in OrderTicket ticket)
    {
        // Half of them go at once: those that nobody has asked for while the other half came.
        if (_newer.Count >= ticketsMax / 2)
            (_older, _newer) = (_newer, []);
        _newer[id] = ticket;
    }

    private OrderTicket? Read(long id)
    {
        var sequence = OrderIds.SequenceOf(id);
        if (sequence < orders.FirstSequence || sequence > orders.LastSequence)
            return null;
        try
        {
            using var cursor = orders.OpenCursor(sequence);
            return cursor.TryRead(out var record) ? Read(record, OrderIds.LegOf(id)) : null;
        }
        catch (JournalSequenceException)
        {
            // Deleted between the look and the reading.
            return null;
        }
    }

    private static OrderTicket? Read(in JournalRecord record, int leg) => (CommandType)record.Type switch
    {
        CommandType.PlaceOrder when leg == 0 && record.Payload.Length == Unsafe.SizeOf<PlaceOrder>() =>
            OrderTicket.Of(MemoryMarshal.AsRef<PlaceOrder>(record.Payload)),
        CommandType.PlaceGroup when record.Payload.Length == Unsafe.SizeOf<PlaceGroup>() =>
            OrderTicket.Of(MemoryMarshal.AsRef<PlaceGroup>(record.Payload), leg),
        _ => null,
    };
}
