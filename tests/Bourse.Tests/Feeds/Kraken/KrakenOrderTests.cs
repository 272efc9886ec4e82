using System.Text;
using System.Text.Json.Nodes;
using Bourse.Feeds.Venues;

namespace Bourse.Tests.Feeds.Kraken;

public sealed class KrakenOrderTests
{
    [Theory]
    [InlineData("kraken", 10, "KRAKEN_V2_BOOK10_2023.jsonl.gz")]
    [InlineData("kraken-v1", 1000, "KRAKEN.ws.50.0.gz")]
    [InlineData("kraken-v1", 10, "KRAKEN.ws.49.0.gz")]
    [InlineData("kraken-v1", 10, "KRAKEN.ws.48.0.gz")]
    public void The_order_of_members_says_nothing(string protocol, int depth, string file)
    {
        var kraken = KrakenVenue.Protocol(depth, protocol);
        var random = new Random(3);
        foreach (var frame in KrakenVenue.Frames(file).Take(150))
        {
            var shuffled = Shuffle(JsonNode.Parse(frame)!, random).ToJsonString();
            Assert.Equal(Said(kraken, frame), Said(kraken, KrakenVenue.Bytes(shuffled)));
        }
    }

    [Theory]
    [InlineData("""
        {"channel":"trade","type":"update","data":[{"symbol":"ETH/USDT","side":"sell","price":0.5117,"qty":40.0,
        "ord_type":"market","trade_id":4665906,"timestamp":"2023-09-25T07:49:37.708706Z"}]}
        """)]
    [InlineData("""
        {"channel":"ticker","type":"snapshot","data":[{"symbol":"BTC/USD","bid":105944.20,"bid_qty":2.5,"ask":105944.30,
        "ask_qty":3.2,"last":105899.40,"timestamp":"2022-12-25T09:30:59.123456Z"}]}
        """)]
    [InlineData("""
        {"channel":"instrument","type":"update","data":{"assets":[],"pairs":[{"symbol":"BTC/USD","qty_precision":8,
        "qty_increment":0.00000001,"price_precision":1,"price_increment":0.1}]}}
        """)]
    [InlineData("""{"error":"Currency pair not supported","method":"subscribe","success":false,"symbol":"ABC/USD"}""")]
    [InlineData("""{"method":"subscribe","result":{"channel":"book","depth":10,"symbol":"BTC/USD"},"success":true}""")]
    public void Nor_does_it_in_what_is_not_a_book(string frame)
    {
        var kraken = KrakenVenue.Protocol();
        for (var seed = 0; seed < 50; seed++)
        {
            var shuffled = Shuffle(JsonNode.Parse(frame)!, new Random(seed)).ToJsonString();
            Assert.Equal(Said(kraken, KrakenVenue.Bytes(frame)), Said(kraken, KrakenVenue.Bytes(shuffled)));
        }
    }

    private static JsonNode Shuffle(JsonNode node, Random random)
    {
        switch (node)
        {
            case JsonArray array:
                return new JsonArray([.. array.Select(item => item is null ? null : Shuffle(item, random))]);
            case JsonObject members:
                var shuffled = members.ToArray();
                random.Shuffle(shuffled);
                return new JsonObject(shuffled.Select(member =>
                    KeyValuePair.Create(member.Key, member.Value is null ? null : Shuffle(member.Value, random))));
            default:
                return node.DeepClone();
        }
    }

    private static string Said(VenueProtocol kraken, byte[] frame)
    {
        var decoded = new DecodedFrame();
        kraken.Decode(frame, decoded);
        var said = new StringBuilder();
        foreach (ref readonly var one in decoded.Events)
        {
            said.AppendLine($"{one.Kind} {Text(one.Symbol)} {Text(one.Text)} {one.Side} {one.Native} {one.VenueTime}")
                .AppendLine($"{one.Price} {one.Quantity} {one.Ask} {one.AskSize} {one.PriceDecimals} {one.QuantityDecimals}")
                .AppendLine($"{one.Checksum} {one.HasChecksum} {one.Conditions}")
                .AppendJoin(' ', decoded.BidsOf(one).ToArray()).AppendLine()
                .AppendJoin(' ', decoded.AsksOf(one).ToArray()).AppendLine();
        }

        return said.ToString();

        string Text(VenueEvent.Slice slice) => Encoding.UTF8.GetString(slice.Of<byte>(frame));
    }
}
