using System.Text.Json;
using Bourse.Exchange;
using Bourse.Market;
using Bourse.Records;
using Bourse.Tests.Engine;

namespace Bourse.Tests.Gateway;

public sealed class CancelOnDisconnectTests
{
    private const int Ann = 2;
    private const string Wanted = """{"cancel_on_disconnect":true}""";

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_a_key_has_placed_is_cancelled_when_its_socket_closes_or_breaks(bool breaks)
    {
        await using var socket = await ExchangeSocket.StartAsync();
        await using var viewer = await socket.ConnectAsync(SocketCallers.Viewer);
        await viewer.JoinAsync("orders:ann");
        var (own, other) = (Place(socket, session: 7), Place(socket, session: 8));
        var ann = await socket.ConnectAsync(SocketCallers.Ann);
        await ann.JoinAsync("orders:ann", Wanted);
        if (breaks)
            ann.Socket.Abort();
        await ann.DisposeAsync();

        var cancelled = await viewer.ReadAsync("cancelled");
        Assert.Equal((own, "mass_cancelled"), (OrderOf(cancelled), cancelled.Data.GetProperty("reason").GetString()));
        Assert.Equal([other], OpenOrders(socket));
        await Deadline.UntilAsync(() => socket.Fanout.Counters.CancelRuns == 1, "the run is counted");
        var entry = await LastAuditAsync(socket);
        Assert.Equal(
            ("ann", "bk_ann", "cancelOnDisconnect", "ann", 202),
            (entry.Actor, entry.Key, entry.Action, entry.Target, entry.Status));
        Assert.Equal("""{"session":7,"days_only":false}""", entry.Detail);
        Assert.True(entry.CommandSequence > 0);
    }

    [Fact]
    public async Task Only_orders_of_the_day_are_cancelled_where_that_was_asked_for()
    {
        await using var socket = await ExchangeSocket.StartAsync();
        var (day, till) = (Place(socket, session: 7, Lifetime.Day), Place(socket, session: 7));
        await using (var ann = await socket.ConnectAsync(SocketCallers.Ann))
            await ann.JoinAsync("orders:ann", """{"cancel_on_disconnect":"day"}""");

        await UntilOpenAsync(socket, till);
        Assert.NotEqual(day, till);
    }

    [Fact]
    public async Task Whoever_has_no_session_has_all_orders_of_the_account_cancelled()
    {
        await using var socket = await ExchangeSocket.StartAsync();
        Place(socket, session: 7);
        Place(socket, session: 0);
        await using (var root = await socket.ConnectAsync(SocketCallers.Root))
            await root.JoinAsync("orders:ann", Wanted);

        await UntilOpenAsync(socket);
    }

    [Theory]
    [InlineData("phx_leave", "{}")]
    [InlineData("phx_join", "{}")]
    public async Task Whoever_leaves_properly_or_joins_again_without_it_keeps_its_orders(string name, string payload)
    {
        await using var socket = await ExchangeSocket.StartAsync();
        var order = Place(socket, session: 7);
        await using (var ann = await socket.ConnectAsync(SocketCallers.Ann))
        {
            await ann.JoinAsync("orders:ann", Wanted);
            await ann.AskAsync("orders:ann", name, payload);
        }

        await Deadline.UntilAsync(() => socket.Server.Hub.Clients == 0, "the client is gone");
        await socket.Disconnects.StopAsync();
        Assert.Equal([order], OpenOrders(socket));
        Assert.Equal(0, socket.Fanout.Counters.CancelRuns);
    }

    [Fact]
    public async Task Whoever_comes_back_in_time_keeps_its_orders_and_whoever_does_not_loses_them()
    {
        await using var socket = await ExchangeSocket.StartAsync();
        var order = Place(socket, session: 7);
        await ConnectOnceAsync(socket, """{"cancel_on_disconnect":true,"grace_seconds":30}""");
        await using (var back = await socket.ConnectAsync(SocketCallers.Ann))
        {
            await back.JoinAsync("orders:ann");
            Assert.Equal([order], OpenOrders(socket));
            await back.AskAsync("orders:ann", "phx_leave");
        }

        // Nobody waits any more.
        await Deadline.UntilAsync(() => socket.Server.Hub.Clients == 0, "the client is gone");
        Assert.Equal(0, socket.Fanout.Counters.CancelRuns);
        await ConnectOnceAsync(socket, """{"cancel_on_disconnect":true,"grace_seconds":1}""");
        await UntilOpenAsync(socket);
    }

    [Fact]
    public async Task A_connection_that_was_given_up_for_a_newer_one_cancels_nothing_where_there_is_a_grace()
    {
        await using var socket = await ExchangeSocket.StartAsync();
        var order = Place(socket, session: 7);
        await using var newer = await socket.ConnectAsync(SocketCallers.Ann);
        await using (var older = await socket.ConnectAsync(SocketCallers.Ann))
        {
            await older.JoinAsync("orders:ann", """{"cancel_on_disconnect":true,"grace_seconds":1}""");
            await newer.JoinAsync("orders:ann", """{"cancel_on_disconnect":true,"grace_seconds":1}""");
        }

        await Deadline.UntilAsync(() => socket.Server.Hub.Clients == 1, "the older one is gone");
        Assert.Equal([order], OpenOrders(socket));
        newer.Socket.Abort();
        await UntilOpenAsync(socket);
    }

    [Fact]
    public async Task Whoever_is_revoked_has_its_orders_cancelled()
    {
        await using var socket = await ExchangeSocket.StartAsync();
        Place(socket, session: 7);
        await using var ann = await socket.ConnectAsync(SocketCallers.Ann);
        await ann.JoinAsync("orders:ann", Wanted);
        socket.Callers.Revoke(SocketCallers.Ann);

        Assert.Null(await ann.ReadTextAsync());
        await ann.DisposeAsync();
        await UntilOpenAsync(socket);
    }

    [Fact]
    public async Task An_orderly_stop_cancels_for_those_who_are_connected_and_those_who_are_waited_for()
    {
        await using var socket = await ExchangeSocket.StartAsync();
        Place(socket, session: 7);
        Place(socket, session: 0);
        await ConnectOnceAsync(socket, """{"cancel_on_disconnect":true,"grace_seconds":30}""");
        await using var root = await socket.ConnectAsync(SocketCallers.Root);
        await root.JoinAsync("orders:ann", Wanted);

        await socket.Disconnects.StopAsync();
        Assert.Empty(OpenOrders(socket));
        Assert.Equal(2, socket.Fanout.Counters.CancelRuns);
    }

    [Fact]
    public async Task What_the_exchange_does_not_carry_out_is_counted_and_noted()
    {
        await using var socket = await ExchangeSocket.StartAsync();
        await using (var ann = await socket.ConnectAsync(SocketCallers.Ann))
        {
            await ann.JoinAsync("orders:ann", Wanted);
            socket.Exchange.Stop();
        }

        await Deadline.UntilAsync(() => socket.Fanout.Counters.CancelFailures == 1, "the failure is counted");
        Assert.Equal(503, (await LastAuditAsync(socket)).Status);
    }

    [Theory]
    [InlineData("orders:ann", "viewer", """{"cancel_on_disconnect":true}""", "forbidden")]
    [InlineData("orders:ann", "ann", """{"cancel_on_disconnect":"night"}""", "invalid_cancel_on_disconnect")]
    [InlineData("orders:ann", "ann", """{"cancel_on_disconnect":true,"grace_seconds":31}""", "invalid_grace_seconds")]
    [InlineData("orders:ann", "ann", """{"cancel_on_disconnect":true,"grace_seconds":"1"}""", "invalid_grace_seconds")]
    [InlineData("orders:*", "root", """{"cancel_on_disconnect":true}""", "invalid_cancel_on_disconnect")]
    public async Task What_cannot_be_promised_is_refused(string topic, string who, string payload, string reason)
    {
        await using var socket = await ExchangeSocket.StartAsync();
        var caller = who switch { "viewer" => SocketCallers.Viewer, "ann" => SocketCallers.Ann, _ => SocketCallers.Root };
        await using var client = await socket.ConnectAsync(caller);
        var refusal = await client.RefusedAsync(topic, "phx_join", payload);
        Assert.Equal(reason, refusal.GetProperty("reason").GetString());
    }

    private static async Task ConnectOnceAsync(ExchangeSocket socket, string payload)
    {
        await using (var ann = await socket.ConnectAsync(SocketCallers.Ann))
            await ann.JoinAsync("orders:ann", payload);
        await Deadline.UntilAsync(() => socket.Server.Hub.Clients == 0, "the client is gone");
    }

    private static long Place(ExchangeSocket socket, int session, Lifetime lifetime = Lifetime.GoodTillCancel) =>
        socket.Exchange.Give(
            CommandType.PlaceOrder,
            RunningEngine.Order(Ann, Side.Buy, 1, 1) with { Session = session, Lifetime = lifetime }).Number;

    private static Task UntilOpenAsync(ExchangeSocket socket, params long[] orders) =>
        Deadline.UntilAsync(() => OpenOrders(socket).SequenceEqual(orders), $"{orders.Length} orders are open");

    private static long[] OpenOrders(ExchangeSocket socket) =>
        socket.Exchange.Ask(view => view.Walk.OrdersOf(Ann).Select(order => order.Id).ToArray());

    private static long OrderOf(PhoenixFrame frame) => frame.Data.GetProperty("order_id").GetInt64();

    private static async Task<AuditEntry> LastAuditAsync(ExchangeSocket socket)
    {
        var trail = socket.Audit.Reader;
        await Deadline.UntilAsync(() => trail.LastSequence >= 1, "something is noted");
        using var cursor = trail.OpenCursor(trail.LastSequence);
        Assert.True(cursor.TryRead(out var record));
        return JsonSerializer.Deserialize<AuditEntry>(record.Payload[AuditTrail.HashBytes..]);
    }
}
