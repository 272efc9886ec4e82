using System.IO.Compression;

namespace Bourse.EndToEnd;

/// <summary>What the recordings of venues' traffic hold, as the program counts it.</summary>
public sealed class FeedRecordingTests : IDisposable
{
    private readonly DataFolder _data = new();

    public void Dispose() => _data.Dispose();

    [Fact]
    public void The_venues_own_checksums_and_numbers_confirm_every_book()
    {
        var verified = BourseProgram.Run("bench", "feeds", "--verify", "--output", "csv");

        Assert.Equal((0, ""), (verified.ExitCode, verified.Error));
        foreach (var row in (ReadOnlySpan<string>)
        [
            "Kraken v1,updates with the venue's checksum,\"4,269/4,269\",\"4,269/4,269\",yes",
            "\"Kraken v1, ten levels\",updates with the venue's checksum,979/979,979/979,yes",
            "Kraken v2,updates with the venue's checksum,509/509,509/509,yes",
            "Coinbase Exchange,updates of books,\"9,719\",\"9,719\",yes",
            "Coinbase Exchange,updates that left a book crossed,0,0,yes",
            "Coinbase Exchange,holes in the numbers of trades,0,0,yes",
            "Coinbase Advanced,\"frames, numbered from 0\",\"1,030\",\"1,030\",yes",
            "Coinbase Advanced,holes in the numbers of frames,0,0,yes",
            "Binance,snapshots joined to the stream,4/4,4/4,yes",
            "Binance,quotes with an update's number that are the top,26/26,26/26,yes",
            "Binance US,quotes with an update's number that are the top,56/56,56/56,yes",
            "Binance futures,snapshots joined to the stream,4/4,4/4,yes",
            "Binance futures,gaps and unreadable messages,0,0,yes",
        ])
            Assert.Contains(row, verified.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_quantity_that_was_changed_in_a_recording_is_found()
    {
        const string Name = "KRAKEN_V2_BOOK10_2023.jsonl.gz";
        var path = Path.Combine(
            Path.GetDirectoryName(BourseProgram.Path)!, "samples", "recordings", "kraken", Name);
        var text = Unpack(path).Replace("2.54856851", "2.54856852", StringComparison.Ordinal);
        Pack(text, Path.Combine(_data.Path, Name));

        var verified = BourseProgram.Run("bench", "feeds", "--verify", "--output", "csv", "--recordings", _data.Path);

        Assert.Equal(1, verified.ExitCode);
        Assert.Contains("/509,509/509,NO", verified.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_event_of_a_venue_reaches_a_subscriber_in_another_process()
    {
        var measured = BourseProgram.Run(
            "bench", "feed-latency", "--rate", "2000", "--seconds", "1", "--output", "csv");

        Assert.Equal((0, ""), (measured.ExitCode, measured.Error));
        Assert.Contains("relay subscriber,2000,", measured.Output, StringComparison.Ordinal);
    }

    private static string Unpack(string path)
    {
        using var file = new GZipStream(File.OpenRead(path), CompressionMode.Decompress);
        using var text = new StreamReader(file);
        return text.ReadToEnd();
    }

    private static void Pack(string text, string path)
    {
        using var file = new GZipStream(File.Create(path), CompressionLevel.Fastest);
        using var writer = new StreamWriter(file);
        writer.Write(text);
    }
}
