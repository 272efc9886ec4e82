using System.Globalization;

namespace Bourse.Benches.Feeds;

/// <summary>What the recordings hold, counted when they were made, beside what is counted now.</summary>
internal static class VerifiedCounts
{
    /// <summary>The rows of <c>bourse bench feeds --verify</c>.</summary>
    public static IEnumerable<VerifiedCount> Of(RecordingFolder folder) =>
    [
        .. Checksums(RecordingName.KrakenV1, 4_269, folder),
        .. Checksums(RecordingName.KrakenV1Ten, 979, folder),
        .. Checksums(RecordingName.Kraken, 509, folder),
        .. folder.Has(RecordingName.Excerpt) ? Excerpt(folder) : [],
        .. Coinbase(folder),
        .. Advanced(folder),
        .. Binance(RecordingName.Binance, 177, folder, quotes: 26),
        .. Binance(RecordingName.BinanceUs, 336, folder, quotes: 56),
        .. Binance(RecordingName.BinanceFutures, 764, folder, quotes: null),
    ];

    private static IEnumerable<VerifiedCount> Checksums(RecordingName name, int updates, RecordingFolder folder)
    {
        var found = FeedVerification.Of(name, folder);
        yield return Share(name, "updates with the venue's checksum", found.UpdateChecksums, updates);
        yield return Number(name, "gaps and unreadable messages", found.Faults, 0);
    }

    private static IEnumerable<VerifiedCount> Excerpt(RecordingFolder folder)
    {
        var found = FeedVerification.Of(RecordingName.KrakenExcerpt, folder);
        yield return Share(RecordingName.KrakenExcerpt, "books with the venue's checksum", found.Checksums, 24);
    }

    private static IEnumerable<VerifiedCount> Coinbase(RecordingFolder folder)
    {
        var (name, found) = (RecordingName.Coinbase, FeedVerification.Of(RecordingName.Coinbase, folder));
        yield return Number(name, "updates of books", found.Updates, 9_719);
        yield return Number(name, "updates that left a book crossed", found.Crossed, 0);
        yield return Number(name, "trades", found.Trades, 107);
        yield return Number(name, "holes in the numbers of trades", found.TradeHoles, 0);
        yield return Number(name, "gaps and unreadable messages", found.Faults, 0);
    }

    private static IEnumerable<VerifiedCount> Advanced(RecordingFolder folder)
    {
        var (name, found) = (RecordingName.Advanced, FeedVerification.Of(RecordingName.Advanced, folder));
        yield return Number(name, "frames, numbered from 0", found.Frames.All, 1_030);
        yield return Number(name, "holes in the numbers of frames", found.Frames.Holes, 0);
        yield return Number(name, "updates of books", found.Updates, 773);
        yield return Number(name, "updates that left a book crossed", found.Crossed, 0);
        yield return Number(name, "gaps and unreadable messages", found.Faults, 0);
    }

    private static IEnumerable<VerifiedCount> Binance(RecordingName name, int updates, RecordingFolder folder, int? quotes)
    {
        var found = FeedVerification.Of(name, folder);
        yield return Number(name, "updates of books", found.Updates, updates);
        yield return Number(name, "gaps and unreadable messages", found.Faults, 0);
        yield return Share(name, "snapshots joined to the stream", found.Snapshots, 4);
        yield return Number(name, "holes in the numbers of trades", found.TradeHoles, 0);
        if (quotes is { } expected)
            yield return Share(name, "quotes with an update's number that are the top", found.Quotes, expected);
    }

    private static VerifiedCount Number(RecordingName name, string what, long found, long expected) =>
        new(name.Title, what, Text(found), Text(expected));

    private static VerifiedCount Share(RecordingName name, string what, (long Right, long All) found, long expected) =>
        new(name.Title, what, $"{Text(found.Right)}/{Text(found.All)}", $"{Text(expected)}/{Text(expected)}");

    private static string Text(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
