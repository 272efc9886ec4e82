using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Bourse.Exchange;
using Bourse.Journal;

namespace Bourse.Records;

/// <summary>
/// The rows of orders that were refused: what they asked for is not on the blotter, so their commands are read. They come
/// by rising sequences. One thread.
/// </summary>
internal sealed class RefusedOrders(JournalReader orders) : IDisposable
{
    // So far it is quicker to read on than to look a sequence up.
    private const int StepsMax = 500;

    private JournalCursor? _commands;

    /// <summary>None unless the refused command was to place orders.</summary>
    public IEnumerable<OrderRow> Of(long blotterSequence, in Refused refused) => refused.Command switch
    {
        CommandType.PlaceOrder => [Single(blotterSequence, refused)],
        CommandType.PlaceGroup => Group(blotterSequence, refused),
        _ => [],
    };

    public void Dispose() => _commands?.Dispose();

    private OrderRow Single(long blotterSequence, in Refused refused)
    {
        var order = TryRead<PlaceOrder>(refused, out var given) ? given : default;
        return Row(OrderIds.Of(refused.Header.Sequence), blotterSequence, refused, order);
    }

    private List<OrderRow> Group(long blotterSequence, in Refused refused)
    {
        if (!TryRead<PlaceGroup>(refused, out var group))
            return [Row(OrderIds.Of(refused.Header.Sequence, leg: 1), blotterSequence, refused, default)];
        ReadOnlySpan<GroupLeg> legs = group.Kind == GroupKind.Bracket
            ? [group.Leg1, group.Leg2, group.Leg3]
            : [group.Leg1, group.Leg2];
        var rows = new List<OrderRow>(legs.Length);
        for (var i = 0; i < legs.Length; i++)
            rows.Add(Row(OrderIds.Of(refused.Header.Sequence, i + 1), blotterSequence, refused, LegOf(group, legs[i], i)));
        return rows;
    }

    private static PlaceOrder LegOf(in PlaceGroup group, in GroupLeg leg, int place) => new()
    {
        Instrument = group.Instrument,
        // What leg 1 triggers is on the other side, what cancels it on the same.
        Side = place == 0 || group.Kind == GroupKind.OneCancelsOther ? group.Side : Other(group.Side),
        Kind = leg.Kind,
        Lifetime = leg.Lifetime,
        Price = leg.Price,
        StopPrice = leg.StopPrice,
        Quantity = group.Quantity,
        Session = group.Session,
    };

    private static Market.Side Other(Market.Side side) => side == Market.Side.Buy ? Market.Side.Sell : Market.Side.Buy;

    private static OrderRow Row(long id, long blotterSequence, in Refused refused, in PlaceOrder order) => new()
    {
        Id = id,
        Account = refused.Header.Account,
        Instrument = refused.Reason is RefusalReason.AccountUnknown or RefusalReason.InstrumentUnknown ? 0 : order.Instrument,
        Side = order.Side,
        Kind = order.Kind,
        Lifetime = order.Lifetime,
        Status = OrderRowStatus.Refused,
        Refusal = refused.Reason,
        Price = order.Price,
        StopPrice = order.StopPrice,
        Quantity = order.Quantity,
        Notional = order.Notional,
        Session = order.Session,
        ClientId = refused.ClientId.ToString(),
        Time = refused.Header.Time.Nanoseconds,
        Updated = refused.Header.Time.Nanoseconds,
        BlotterSequence = blotterSequence,
    };

    // Of what could not be read by the exchange nothing is read here either.
    private bool TryRead<T>(in Refused refused, out T command)
        where T : unmanaged
    {
        command = default;
        if (refused.Reason <= RefusalReason.Malformed || !TryFind(refused.Header.Sequence, out var payload)
            || payload.Length != Unsafe.SizeOf<T>())
            return false;
        command = MemoryMarshal.Read<T>(payload);
        return true;
    }

    private bool TryFind(long sequence, out ReadOnlySpan<byte> payload)
    {
        payload = default;
        if (sequence < orders.FirstSequence)
            return false;
        if (_commands is null || sequence < _commands.NextSequence || sequence - _commands.NextSequence > StepsMax)
        {
            _commands?.Dispose();
            _commands = orders.OpenCursor(sequence);
        }

        while (_commands.TryRead(out var command))
            if (command.Sequence == sequence)
            {
                payload = command.Payload;
                return true;
            }

        throw new ReaderConflictException(
            $"The blotter tells of command {sequence}, and the orders do not have it: are these two of one exchange?");
    }
}
