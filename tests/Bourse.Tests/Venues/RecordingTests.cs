using System.IO.Compression;
using System.Text;
using Bourse.Feeds;
using Bourse.Feeds.Capture;

namespace Bourse.Tests.Venues;

public sealed class RecordingTests
{
    [Theory]
    [InlineData("binance/BINANCE.0.gz", 1, 0, 0, 0)]
    [InlineData("binance/BINANCE.http.0.0.gz", 4, 0, 0, 0)]
    [InlineData("binance/BINANCE.ws.1.0.gz", 0, 1, 0, 265)]
    [InlineData("binance/BINANCE_FUTURES.0.gz", 1, 0, 0, 0)]
    [InlineData("binance/BINANCE_FUTURES.http.0.0.gz", 4, 0, 0, 0)]
    [InlineData("binance/BINANCE_FUTURES.ws.1.0.gz", 0, 1, 0, 1535)]
    [InlineData("binance/BINANCE_US.0.gz", 1, 0, 0, 0)]
    [InlineData("binance/BINANCE_US.http.0.0.gz", 4, 0, 0, 0)]
    [InlineData("binance/BINANCE_US.ws.1.0.gz", 0, 1, 0, 480)]
    [InlineData("coinbase/COINBASE.0.gz", 1, 0, 0, 0)]
    [InlineData("coinbase/COINBASE.ws.28.0.gz", 0, 1, 3, 9946)]
    [InlineData("coinbase/COINBASE_ADVANCED_2026.jsonl.gz", 1, 1, 5, 1030)]
    [InlineData("kraken/KRAKEN.0.gz", 1, 0, 0, 0)]
    [InlineData("kraken/KRAKEN.ws.48.0.gz", 0, 1, 1, 49)]
    [InlineData("kraken/KRAKEN.ws.49.0.gz", 0, 1, 1, 60)]
    [InlineData("kraken/KRAKEN.ws.50.0.gz", 0, 1, 1, 4321)]
    [InlineData("kraken/KRAKEN_V1_BOOK10_2023.jsonl.gz", 0, 1, 0, 1150)]
    [InlineData("kraken/KRAKEN_V2_BOOK10_2023.jsonl.gz", 0, 1, 0, 510)]
    public void Every_recording_is_read_whole(string name, int answers, int connections, int sent, int received)
    {
        var entries = Recording.Read(Checkout.PathOf($"samples/recordings/{name}")).ToList();
        int Count(RecordingEntryKind kind) => entries.Count(entry => entry.Kind == kind);
        Assert.Equal(
            (answers, connections, sent, received),
            (Count(RecordingEntryKind.Http), Count(RecordingEntryKind.Connect), Count(RecordingEntryKind.Send),
                Count(RecordingEntryKind.Receive)));
        Assert.All(entries, entry => Assert.True(entry.Time.Nanoseconds > 1_600_000_000_000_000_000));
        Assert.Equal(entries.Select(entry => entry.Time.Nanoseconds).Order(), entries.Select(entry => entry.Time.Nanoseconds));
    }

    [Theory]
    [InlineData("wss://venue <-> 1618678132.5\nno line of a recording", 2)]
    [InlineData("wss://venue <-> 1618678132.5\n1618678132.6: {}\nwss://venue <- never: {}", 3)]
    [InlineData("{\"t\":\"recv\",\"conn\":\"A\",\"ts\":1.5,\"data\":\"{}\"}\n{\"t\":\"recv\",\"conn\":\"A\",\"ts\":1.5,\"da", 2)]
    [InlineData("{\"t\":\"seen\",\"conn\":\"A\",\"ts\":1.5}", 1)]
    [InlineData("{\"t\":\"recv\",\"ts\":1.5,\"data\":\"{}\"}", 1)]
    public void A_damaged_line_is_named_with_its_file(string text, int line)
    {
        using var folder = new VenueFolder();
        var path = folder.PathOf("damaged.gz");
        using (var file = new GZipStream(File.Create(path), CompressionLevel.Fastest))
            file.Write(Encoding.UTF8.GetBytes(text));
        var fault = Assert.Throws<FeedException>(() => Recording.Read(path).Count());
        Assert.Equal($"{path}, line {line}: not a recording's line", fault.Message);
    }
}
