using System.Text.Json;

namespace Bourse.FeedPeer;

/// <summary>Books of BTC/USD: the recording's checksums need 1 and 8 decimals.</summary>
internal sealed class PlainKrakenV2 : PlainVenue
{
    private const int Depth = 10;

    protected override void Take(JsonElement message)
    {
        if (!message.TryGetProperty("channel", out var channel) || channel.GetString() != "book")
            return;
        var isSnapshot = message.GetProperty("type").GetString() == "snapshot";
        foreach (var part in message.GetProperty("data").EnumerateArray())
            TakeBook(part, isSnapshot);
    }

    private void TakeBook(JsonElement part, bool isSnapshot)
    {
        var book = BookOf(part.GetProperty("symbol").GetString()!);
        if (isSnapshot)
        {
            book.Clear();
            Snapshots++;
        }

        foreach (var (name, isBid) in new[] { ("bids", true), ("asks", false) })
            foreach (var level in part.GetProperty(name).EnumerateArray())
                Set(book, isBid, level.GetProperty("price").GetDecimal(), level.GetProperty("qty").GetDecimal());
        if (part.TryGetProperty("timestamp", out var time))
            Latest = (time.GetDateTimeOffset(), default, default);
        book.Truncate(Depth);
        if (part.GetProperty("checksum").GetUInt32() != PlainChecksum.Of(book, "F1", "F8"))
            throw new InvalidDataException("a checksum is wrong");
    }
}
