using System.Runtime.InteropServices;
using Bourse.Commands;
using Bourse.Exchange;
using Bourse.Journal;
using Bourse.Market;
using Bourse.Tests.Journal;

namespace Bourse.Tests.Gateway;

/// <summary>What <c>bourse journal tail</c> prints of the exchange's journals.</summary>
public sealed class ExchangeRecordTextTests : IDisposable
{
    private const long One = 100_000_000;
    private readonly JournalFolder _folder = new();
    private JournalReader? _reader;

    public void Dispose()
    {
        _reader?.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void A_new_order_is_told_in_decimals() => Assert.Equal(
        "         1 2026-11-21T10:00:00Z           PlaceOrder         "
        + "account 2 instrument 1 Sell 0.5 Limit @ 99.5 ImmediateOrCancel a-1",
        Command(CommandType.PlaceOrder, new PlaceOrder
        {
            Account = 2,
            Instrument = 1,
            Side = Side.Sell,
            Price = 99 * One + One / 2,
            Quantity = One / 2,
            Lifetime = Lifetime.ImmediateOrCancel,
            ClientId = Text40.Of("a-1"),
        }));

    [Fact]
    public void A_command_of_another_length_is_told_by_its_length() =>
        Assert.EndsWith("PlaceOrder         8 bytes", Command(CommandType.PlaceOrder, 1L), StringComparison.Ordinal);

    [Fact]
    public void A_fill_is_told_with_its_fee_and_what_is_left() => Assert.EndsWith(
        "OrderFilled        account 3: order 9 instrument 1 Buy 4 @ 99.5 Taker, fee 0.398, open 6",
        Event(EventType.OrderFilled, new OrderFilled
        {
            Header = new BlotterHeader { Account = 3 },
            OrderId = 9,
            Instrument = 1,
            Side = Side.Buy,
            Role = FillRole.Taker,
            Price = 99 * One + One / 2,
            Quantity = 4 * One,
            Fee = 39_800_000,
            Open = 6 * One,
        }),
        StringComparison.Ordinal);

    [Fact]
    public void A_stop_is_told_with_what_it_waits_for() => Assert.EndsWith(
        "account 2 instrument 1 Sell 0.5 TrailingStop trail 25000 millionths Day ",
        Command(CommandType.PlaceOrder, new PlaceOrder
        {
            Account = 2, Instrument = 1, Side = Side.Sell, Kind = OrderKind.TrailingStop, Quantity = One / 2,
            Lifetime = Lifetime.Day, TrailRate = 25_000,
        }),
        StringComparison.Ordinal);

    [Fact]
    public void A_triggered_stop_is_told_with_the_price_that_triggered_it() => Assert.EndsWith(
        "OrderTriggered     account 3: order 90 instrument 1 Buy 4 stop 99.5 at 100, to 110",
        Event(EventType.OrderTriggered, new OrderTriggered
        {
            Header = new BlotterHeader { Account = 3 },
            OrderId = 90,
            Instrument = 1,
            Side = Side.Buy,
            StopPrice = 99 * One + One / 2,
            TriggerPrice = 100 * One,
            Price = 110 * One,
            Open = 4 * One,
        }),
        StringComparison.Ordinal);

    [Fact]
    public void A_short_event_is_told_by_its_length() =>
        Assert.EndsWith("OrderEnded         4 bytes", Event(EventType.OrderEnded, 1), StringComparison.Ordinal);

    private string Command<T>(CommandType type, T payload)
        where T : unmanaged
    {
        using var cursor = Write((ushort)type, payload);
        Assert.True(cursor.TryRead(out var record));
        return ExchangeRecordText.OfCommand(record);
    }

    private string Event<T>(EventType type, T payload)
        where T : unmanaged
    {
        using var cursor = Write((ushort)type, payload);
        Assert.True(cursor.TryRead(out var record));
        return ExchangeRecordText.OfEvent(record);
    }

    private JournalCursor Write<T>(ushort type, T payload)
        where T : unmanaged
    {
        using (var writer = _folder.Open())
        {
            writer.Append(
                type, 1, Timestamp.Parse("2026-11-21T10:00:00Z").Nanoseconds,
                MemoryMarshal.AsBytes(new ReadOnlySpan<T>(in payload)));
            writer.Commit();
        }

        _reader = JournalReader.Open(_folder.Path);
        return _reader.OpenCursor(1);
    }
}
