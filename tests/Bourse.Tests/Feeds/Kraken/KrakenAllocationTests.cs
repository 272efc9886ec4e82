namespace Bourse.Tests.Feeds.Kraken;

public sealed class KrakenAllocationTests
{
    [Theory]
    [InlineData("kraken", 10, "KRAKEN_V2_BOOK10_2023.jsonl.gz")]
    [InlineData("kraken-v1", 10, "KRAKEN_V1_BOOK10_2023.jsonl.gz")]
    [InlineData("kraken-v1", 1000, "KRAKEN.ws.50.0.gz")]
    [InlineData("kraken-v1", 10, "KRAKEN.ws.48.0.gz")]
    [InlineData("kraken-v1", 10, "KRAKEN.ws.49.0.gz")]
    public void Reading_frames_allocates_nothing(string protocol, int depth, string file)
    {
        var kraken = KrakenVenue.Protocol(depth, protocol);
        var decoded = new Bourse.Feeds.Venues.DecodedFrame();
        var frames = KrakenVenue.Frames(file);
        Assert.Equal(0, Allocation.Of(() =>
        {
            foreach (var frame in frames)
            {
                decoded.Clear();
                kraken.Decode(frame, decoded);
            }
        }));
    }

    [Fact]
    public void A_checksum_allocates_nothing()
    {
        var kraken = KrakenVenue.Protocol();
        var books = new KrakenBooks(kraken);
        foreach (var frame in KrakenVenue.Frames("KRAKEN_V2_BOOK10_2023.jsonl.gz"))
            books.Take(frame);
        var book = books["BTC/USD"];
        var last = books.Frame.Last;
        Assert.Equal(0, Allocation.Of(() => Assert.True(kraken.IsRight(book, in last, (1, 8)))));
    }
}
