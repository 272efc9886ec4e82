namespace Bourse.Tests.Gateway;

public sealed class FeedsAnswerTests
{
    [Fact]
    public async Task Venues_connections_books_and_other_feeds_are_shown_to_everybody()
    {
        await using var gateway = await RunningGateway.StartAsync(
            change: parts => parts with { Feeds = ExampleFeeds.Report });

        Assert.Equal(
            """
            {"live":true,
            "refused":{"file":"venues.json","since":"1970-01-01T00:00:00.000000002Z","mistakes":[
            {"line":7,"reason":"there is no member 'sokcet'"}]},
            "venues":[
            {"venue":"KRAKEN","name":"Kraken","protocol":"kraken","enabled":true,"state":"disconnected","reason":null,
            "connections":[
            {"feed":"KRAKEN","state":"live","since":"1970-01-01T00:00:00Z","reason":null,"connects":2,"frames":100,"unreadable":3},
            {"feed":"KRAKEN-2","state":"disconnected","since":"1970-01-01T00:00:00.000000001Z","reason":"it went away","connects":1,"frames":0,"unreadable":0}],
            "symbols":[
            {"symbol":"BTC-USD","name":"BTC/USD","feed":"KRAKEN","book":"live","events":90,"gaps":1,"resyncs":2,"checksums":80,"wrong_checksums":4,"last_time":"1970-01-01T00:00:01Z","notice":null},
            {"symbol":"ETH-USD","name":"ETH/USD","feed":"KRAKEN","book":"waiting","events":0,"gaps":0,"resyncs":0,"checksums":0,"wrong_checksums":0,"last_time":null,"notice":"it is not known"},
            {"symbol":"NEW-USD","name":"NEWUSD","feed":null,"book":"none","events":0,"gaps":0,"resyncs":0,"checksums":0,"wrong_checksums":0,"last_time":null,"notice":null}]},
            {"venue":"ALPACA","name":"Alpaca","protocol":"alpaca","enabled":false,"state":"off","reason":null,"connections":[],"symbols":[]},
            {"venue":"BROKEN","name":"Alpaca","protocol":"alpaca","enabled":true,"state":"failed","reason":"BROKEN: no key","connections":[],"symbols":[]}],
            "feeds":[
            {"feed":"synthetic","kind":"synthetic","state":"live","published":12,"reason":null},
            {"feed":"csv","kind":"csv","state":"failed","published":3,"reason":"no such file"}]}
            """.ReplaceLineEndings(""),
            await gateway.TextAsync("/api/v1/feeds"));
    }
}
