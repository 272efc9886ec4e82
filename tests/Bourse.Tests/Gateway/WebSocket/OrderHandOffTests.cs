using System.Globalization;
using Bourse.Engine;
using Bourse.Market;

namespace Bourse.Tests.Gateway;

public sealed class OrderHandOffTests
{
    private const int Commands = 6_000;
    private const int Clients = 12;

    [Theory]
    [MemberData(nameof(Seeds.Few), MemberType = typeof(Seeds))]
    public async Task Whenever_and_from_wherever_a_client_joins_it_has_every_event_once_and_in_order(int seed)
    {
        await using var socket = await ExchangeSocket.StartAsync();
        var given = 0;
        var trading = new Thread(() =>
        {
            var random = new Random(seed);
            for (; given < Commands; given++)
                socket.Exchange.Place(
                    2 + random.Next(2), random.Next(2) == 0 ? Side.Buy : Side.Sell, 1, 9 + random.Next(3),
                    level: given + 1 < Commands ? Acknowledgement.Journaled : Acknowledgement.Durable);
        });
        trading.Start();
        var random = new Random(~seed);
        var clients = new List<Task>();
        for (var i = 0; i < Clients; i++)
            clients.Add(FollowAsync(i % 3, random.Next(Commands), random.NextDouble(), random.Next(3)));
        await Task.WhenAll(clients);
        trading.Join();

        async Task FollowAsync(int who, int joinAt, double share, int how)
        {
            await Task.Yield();
            await Deadline.UntilAsync(() => Volatile.Read(ref given) >= joinAt, $"{joinAt} orders are placed");
            var (caller, topic) = who switch
            {
                0 => (SocketCallers.Ann, "orders:ann"),
                1 => (SocketCallers.Bob, "orders:bob"),
                _ => (SocketCallers.Root, "orders:*"),
            };
            var from = 1 + (long)(share * socket.Fanout.Position);
            var payload = how switch
            {
                0 => "{}",
                1 when who < 2 => """{"snapshot":true}""",
                _ => $$"""{"from":{{from}}}""",
            };
            await using var client = await socket.ConnectAsync(caller);
            var joined = await client.JoinAsync(topic, payload);
            await Deadline.UntilAsync(() => Volatile.Read(ref given) >= Commands, "all orders are placed");
            await CompareAsync(socket, client, who == 2 ? 0 : who + 2, joined.GetProperty("sequence").GetInt64());
        }
    }

    [Fact]
    public async Task The_npm_client_follows_an_account_while_it_trades_and_misses_nothing()
    {
        await using var socket = await ExchangeSocket.StartAsync();
        for (var i = 0; i < 500; i++)
            Place(socket, i, Acknowledgement.Journaled);
        var url = string.Create(CultureInfo.InvariantCulture, $"ws://127.0.0.1:{socket.Server.Address.Port}/socket");
        for (var i = 0; i < 500; i++)
            Place(socket, i, Acknowledgement.Journaled);
        Place(socket, 0, Acknowledgement.Durable);
        var all = socket.SequencesOf(2);

        var lines = await NodeClient.RunAsync("orders.mjs", url, SocketCallers.Ann.Key, "ann", "1", $"{all[^1]}");
        Assert.Equal(all, lines.Select(line => long.Parse(line.Split(' ')[0], CultureInfo.InvariantCulture)));
    }

    private static void Place(ExchangeSocket socket, int number, Acknowledgement level) =>
        socket.Exchange.Place(2 + number % 2, number % 4 < 2 ? Side.Buy : Side.Sell, 1, 10, level: level);

    // What the client is sent after its position is what the blotter itself has of the account, and each names the one before.
    private static async Task CompareAsync(ExchangeSocket socket, PhoenixClient client, int account, long position)
    {
        var expected = socket.SequencesOf(account).Where(sequence => sequence > position).ToList();
        var received = new List<long>();
        while (received.Count < expected.Count)
        {
            var frame = await client.ReadAsync();
            if (frame.Event == "live")
                position = frame.Payload.GetProperty("from_sequence").GetInt64() - 1;
            if (frame.Event is "live" or "snapshot")
                continue;
            var previous = frame.Data.GetProperty("previous_sequence").GetInt64();
            Assert.InRange(previous, 0, position);
            position = frame.Sequence;
            received.Add(position);
        }

        Assert.Equal(expected, received);
    }
}
