using System.Text.Json;
using Bourse.Exchange;
using Bourse.Market;
using Bourse.Matching;
using Bourse.Tests.Engine;

namespace Bourse.Tests.Gateway;

public sealed class OrderChannelTests
{
    private const int Ann = 2;
    private const int Bob = 3;

    [Fact]
    public async Task An_order_is_told_from_its_acceptance_to_its_fill_with_what_changed_in_the_account()
    {
        await using var socket = await ExchangeSocket.StartAsync();
        await using var ann = await socket.ConnectAsync(SocketCallers.Ann);
        var joined = await ann.JoinAsync("orders:ann");
        Assert.Equal(joined.GetProperty("sequence").GetInt64() + 1, joined.GetProperty("live_from").GetInt64());

        var placed = socket.Exchange.Place(Ann, Side.Buy, 5, 10, "mine");
        socket.Exchange.Place(Bob, Side.Sell, 2, 9);

        var accepted = await ann.ReadAsync();
        Assert.Equal(("orders:ann", "accepted", "ann"), (accepted.Topic, accepted.Event, Text(accepted.Payload, "account")));
        AssertFields(
            accepted, ("order_id", $"{placed.Number}"), ("client_order_id", "mine"), ("symbol", "XYZ-USD"), ("side", "buy"),
            ("type", "limit"), ("time_in_force", "gtc"), ("price", "10"), ("quantity", "5"),
            ("command_sequence", $"{placed.Sequence}"));
        AssertFields(await ann.ReadAsync("balance"), ("asset", "USD"), ("total", "10000"), ("held", "50"), ("available", "9950"));
        var filled = await ann.ReadAsync("filled");
        AssertFields(
            filled, ("order_id", $"{placed.Number}"), ("client_order_id", "mine"), ("symbol", "XYZ-USD"), ("side", "buy"),
            ("price", "10"), ("quantity", "2"), ("value", "20"), ("fee", "0"), ("liquidity", "maker"), ("open", "3"),
            ("trade", "1"));
        var (balances, positions) = (new List<string>(), new List<string>());
        while (positions.Count == 0 || balances.Count < 2)
        {
            var frame = await ann.ReadAsync();
            if (frame.Event == "balance")
                balances.Add($"{Text(frame.Data, "asset")} {Text(frame.Data, "total")}");
            else
                positions.Add($"{Text(frame.Data, "symbol")} {Text(frame.Data, "quantity")} {Text(frame.Data, "cost")}");
        }

        Assert.Equal(["USD 9980", "XYZ 1002"], balances.Order());
        Assert.Equal(["XYZ-USD 2 20"], positions);
    }

    [Fact]
    public async Task Every_kind_of_event_has_a_name_and_its_fields()
    {
        await using var socket = await ExchangeSocket.StartAsync();
        await using var ann = await socket.ConnectAsync(SocketCallers.Ann);
        await ann.JoinAsync("orders:ann");
        var last = EverythingOnce(socket);

        var seen = new Dictionary<string, PhoenixFrame>();
        long sequence = 0;
        while (sequence < last)
        {
            var frame = await ann.ReadAsync();
            seen[frame.Event] = frame;
            Assert.Equal(frame.Event, Text(frame.Payload, "event"));
            Assert.True(frame.Data.GetProperty("previous_sequence").GetInt64() < frame.Sequence);
            sequence = frame.Sequence;
        }

        Assert.Equal(
            [
                "accepted", "activated", "balance", "cancelled", "ended", "expired", "filled", "kill", "limits",
                "mass_cancelled", "position", "reduced", "rejected", "repeated", "replaced", "transfer", "triggered",
            ],
            seen.Keys.Order(StringComparer.Ordinal));
        AssertFields(
            seen["rejected"], ("command", "place_order"), ("reason", "insufficient_funds"), ("symbol", "XYZ-USD"),
            ("side", "buy"), ("price", "900"), ("quantity", "900"), ("client_order_id", "dear"));
        AssertFields(seen["repeated"], ("command", "place_order"), ("client_order_id", "first"));
        AssertFields(seen["replaced"], ("price", "4"), ("quantity", "3"), ("open", "3"), ("client_order_id", "first"));
        AssertFields(seen["reduced"], ("reason", "self_trade"), ("by", "1"), ("open", "1"));
        AssertFields(seen["triggered"], ("stop_price", "12"), ("trigger_price", "12"), ("side", "buy"));
        AssertFields(seen["activated"], ("by", "1"), ("open", "1"), ("side", "sell"));
        AssertFields(seen["ended"], ("reason", "immediate"), ("quantity", "1"));
        AssertFields(seen["expired"], ("reason", "expired"));
        AssertFields(seen["transfer"], ("asset", "USD"), ("amount", "-7"), ("client_id", "out"));
        AssertFields(seen["kill"], ("on", "True"), ("orders", "0"));
    }

    [Fact]
    public async Task Whoever_resumes_from_any_sequence_has_exactly_the_rest_whatever_was_read_before()
    {
        await using var socket = await ExchangeSocket.StartAsync();
        var last = EverythingOnce(socket);
        var all = socket.SequencesOf(Ann);
        await using var ann = await socket.ConnectAsync(SocketCallers.Ann);
        var texts = new Dictionary<long, string>();
        for (var from = last; from >= 0; from--)
        {
            var joined = await ann.JoinAsync("orders:ann", $$"""{"from":{{from}}}""");
            var position = joined.GetProperty("sequence").GetInt64();
            Assert.Equal(Math.Max(from, 1) - 1, position);
            var received = new List<long>();
            while (received.LastOrDefault() < last)
            {
                var frame = await ann.ReadAsync();
                if (frame.Event is "live" or "phx_close")
                    continue;
                Assert.Equal(received.Count == 0 ? position : received[^1], frame.Data.GetProperty("previous_sequence").GetInt64());
                received.Add(frame.Sequence);
                var text = WithoutPrevious(frame);
                Assert.Equal(texts.TryAdd(frame.Sequence, text) ? text : texts[frame.Sequence], text);
            }

            Assert.Equal(all.Where(sequence => sequence >= from), received);
        }
    }

    [Fact]
    public async Task A_snapshot_comes_first_and_then_all_that_follows_it()
    {
        await using var socket = await ExchangeSocket.StartAsync();
        for (var i = 0; i < 1_200; i++)
            socket.Exchange.Place(Ann, Side.Buy, 1, 1, $"id-{i}", Bourse.Engine.Acknowledgement.Journaled);
        socket.Exchange.Place(Bob, Side.Sell, 1, 1);
        await using var ann = await socket.ConnectAsync(SocketCallers.Ann);
        var joined = await ann.JoinAsync("orders:ann", """{"snapshot":true}""");
        var next = socket.Exchange.Place(Ann, Side.Sell, 1, 50, "after");

        var orders = new List<string?>();
        for (var part = 1; part <= 3; part++)
        {
            var snapshot = await ann.ReadAsync("snapshot");
            AssertFields(
                snapshot, ("part", $"{part}"), ("parts", "3"), ("sequence", $"{joined.GetProperty("sequence").GetInt64()}"));
            orders.AddRange(snapshot.Data.GetProperty("orders").EnumerateArray().Select(order => Text(order, "client_order_id")));
            if (part > 1)
                continue;
            Assert.Equal(
                ["USD 9999 1199", "XYZ 1001 0"],
                snapshot.Data.GetProperty("balances").EnumerateArray()
                    .Select(balance => $"{Text(balance, "asset")} {Text(balance, "total")} {Text(balance, "held")}"));
            Assert.Equal("XYZ-USD", Text(Assert.Single(snapshot.Data.GetProperty("positions").EnumerateArray()), "symbol"));
        }

        Assert.Equal(Enumerable.Range(1, 1_199).Select(i => $"id-{i}"), orders);
        AssertFields(await ann.ReadAsync("accepted"), ("order_id", $"{next.Number}"), ("client_order_id", "after"));
    }

    [Fact]
    public async Task An_admin_has_the_events_of_all_accounts_on_one_topic()
    {
        await using var socket = await ExchangeSocket.StartAsync();
        await using var root = await socket.ConnectAsync(SocketCallers.Root);
        await root.JoinAsync("orders:*", """{"from":0}""");
        socket.Exchange.Place(Ann, Side.Buy, 1, 10);
        socket.Exchange.Place(Bob, Side.Sell, 1, 10);
        socket.Exchange.Give(CommandType.MassCancel, default(MassCancel));
        var all = socket.SequencesOf(0);

        var received = new List<PhoenixFrame>();
        while (received.Count <= all.Count)
            if (await root.ReadAsync() is { Event: not "live" } frame)
                received.Add(frame);
        Assert.Equal(all, received[..^1].Select(frame => frame.Sequence));
        Assert.Equal(("mass_cancelled", null), (received[^1].Event, Text(received[^1].Payload, "account")));
        Assert.Equal(["ann", "bob"], received[..^1].Select(frame => Text(frame.Payload, "account")).Distinct().Order());
        Assert.Equal(received[..^1].Select(frame => frame.Sequence), received[1..].Select(Previous));

        static long Previous(PhoenixFrame frame) => frame.Data.GetProperty("previous_sequence").GetInt64();
    }

    [Theory]
    [InlineData("""{"from":"yesterday"}""", "invalid_from")]
    [InlineData("""{"from":1000000}""", "sequence_in_future")]
    [InlineData("""{"snapshot":7}""", "invalid_snapshot")]
    [InlineData("""{"snapshot":true,"from":1}""", "invalid_snapshot")]
    [InlineData("[]", "invalid_payload")]
    public async Task A_join_that_makes_no_sense_is_refused_and_leaves_the_channel_as_it_was(string payload, string reason)
    {
        await using var socket = await ExchangeSocket.StartAsync();
        await using var ann = await socket.ConnectAsync(SocketCallers.Ann);
        await ann.JoinAsync("orders:ann");
        Assert.Equal(reason, Text(await ann.RefusedAsync("orders:ann", "phx_join", payload), "reason"));
        socket.Exchange.Place(Ann, Side.Buy, 1, 10);
        Assert.Equal("accepted", (await ann.ReadAsync()).Event);
    }

    [Fact]
    public async Task What_is_too_long_ago_is_refused_with_the_first_sequence_that_may_be_asked_for()
    {
        await using var socket = await ExchangeSocket.StartAsync(new() { ReplayEventsMax = 5 });
        await using var ann = await socket.ConnectAsync(SocketCallers.Ann);
        var last = socket.Blotter.LastSequence;
        foreach (var from in (string[])["0", $"{last - 5}", "\"1999-12-31T00:00:00Z\""])
        {
            var refusal = await ann.RefusedAsync("orders:ann", "phx_join", $$"""{"from":{{from}}}""");
            Assert.Equal(("too_far", last - 4), (Text(refusal, "reason"), refusal.GetProperty("first_sequence").GetInt64()));
        }

        await ann.JoinAsync("orders:ann", $$"""{"from":{{last - 4}}}""");
    }

    [Fact]
    public async Task A_client_that_does_not_keep_up_is_told_where_it_lost_the_channel_and_misses_nothing()
    {
        await using var socket = await ExchangeSocket.StartAsync(new() { OutboxFramesMax = 1_024 });
        await using var slow = await socket.ConnectAsync(SocketCallers.Ann);
        await slow.JoinAsync("orders:ann");
        while (socket.Fanout.Counters.ChannelsDropped == 0)
            for (var i = 0; i < 1_000; i++)
                socket.Exchange.Place(Ann, Side.Buy, 0, 1, new string('x', 36), Bourse.Engine.Acknowledgement.Journaled);
        var last = socket.Exchange.Place(Ann, Side.Buy, 1, 1).BlotterSequence;

        var received = new List<long>();
        PhoenixFrame frame;
        while ((frame = await slow.ReadAsync()).Event != "lagging")
            received.Add(frame.Sequence);
        var from = frame.Payload.GetProperty("from_sequence").GetInt64();
        Assert.Equal("phx_error", (await slow.ReadAsync()).Event);
        await slow.JoinAsync("orders:ann", $$"""{"from":{{received[^1] + 1}}}""");
        while (received[^1] < last)
        {
            frame = await slow.ReadAsync();
            if (frame.Event == "live")
                continue;
            if (received[^1] < from)
                Assert.Equal(from, frame.Sequence);
            received.Add(frame.Sequence);
        }

        Assert.Equal(socket.SequencesOf(Ann, received[0]), received);
    }

    /// <summary>Brings about each event for ann at least once; returns the blotter's last sequence of hers.</summary>
    internal static long EverythingOnce(ExchangeSocket socket)
    {
        var exchange = socket.Exchange;
        var first = exchange.Place(Ann, Side.Buy, 2, 5, "first");
        exchange.Place(Ann, Side.Buy, 2, 5, "first");
        exchange.Place(Ann, Side.Buy, 900, 900, "dear");
        exchange.Give(CommandType.ReplaceOrder, new ReplaceOrder
        {
            Account = Ann, OrderId = first.Number, Price = 4 * RunningEngine.One, Quantity = 3 * RunningEngine.One,
        });
        exchange.Give(CommandType.CancelOrder, new CancelOrder { Account = Ann, OrderId = first.Number });

        // It meets two of its own, and takes one away from each.
        exchange.Place(Ann, Side.Buy, 2, 5);
        exchange.Give(CommandType.PlaceOrder, RunningEngine.Order(Ann, Side.Sell, 1, 5) with
        {
            SelfTradePrevention = SelfTradePrevention.Decrement,
        });
        exchange.Give(CommandType.PlaceOrder, RunningEngine.Order(Ann, Side.Buy, 1, 3) with
        {
            Lifetime = Lifetime.ImmediateOrCancel,
        });
        exchange.Give(CommandType.PlaceOrder, RunningEngine.Order(Ann, Side.Buy, 1, 3) with
        {
            Lifetime = Lifetime.GoodTillDate, ExpiresAt = exchange.Ask(view => view.Time).Nanoseconds + 1,
        });

        socket.Clock.Advance(TimeSpan.FromSeconds(1));

        // A stop that a trade of others sets off, and an order that another's fill brings about.
        exchange.Give(CommandType.PlaceOrder, RunningEngine.Order(Ann, Side.Buy, 1, 0) with
        {
            Kind = OrderKind.Stop, StopPrice = 12 * RunningEngine.One,
        });
        exchange.Place(Bob, Side.Sell, 1, 12);
        exchange.Place(Bob, Side.Buy, 1, 12);
        exchange.Give(CommandType.PlaceGroup, new PlaceGroup
        {
            Account = Ann, Instrument = 1, Kind = GroupKind.OneTriggersOther, Side = Side.Buy, Quantity = RunningEngine.One,
            Leg1 = new GroupLeg { Price = 13 * RunningEngine.One }, Leg2 = new GroupLeg { Price = 20 * RunningEngine.One },
        });
        exchange.Place(Bob, Side.Sell, 1, 13);
        exchange.Give(CommandType.Withdraw, new Transfer
        {
            Account = Ann, Asset = 1, Amount = 7 * RunningEngine.One, ClientId = Text40.Of("out"),
        });
        exchange.Give(CommandType.LimitAccount, new LimitAccount { Account = Ann, OpenOrdersMax = 50 });
        exchange.Give(CommandType.LimitPosition, new LimitPosition
        {
            Account = Ann, Instrument = 1, QuantityMax = 5_000 * RunningEngine.One,
        });
        exchange.Give(CommandType.MassCancel, new MassCancel { Account = Ann });
        return exchange.Give(CommandType.Kill, new Kill { Account = Ann, IsOn = 1 }).BlotterSequence;
    }

    private static string WithoutPrevious(PhoenixFrame frame) => string.Join(
        ',', frame.Data.EnumerateObject().Where(field => field.Name != "previous_sequence").Select(field => field.ToString()));

    private static void AssertFields(PhoenixFrame frame, params (string Name, string Value)[] fields)
    {
        foreach (var (name, value) in fields)
            Assert.Equal($"{frame.Event}: {name} is {value}", $"{frame.Event}: {name} is {Text(frame.Data, name)}");
    }

    private static string? Text(JsonElement data, string name) => data.GetProperty(name).ToString() is { Length: > 0 } text
        ? text
        : null;
}
