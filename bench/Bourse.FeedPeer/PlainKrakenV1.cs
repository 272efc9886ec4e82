using System.Globalization;
using System.Text.Json;

namespace Bourse.FeedPeer;

internal sealed class PlainKrakenV1 : PlainVenue
{
    protected override void Take(JsonElement message)
    {
        if (message.ValueKind != JsonValueKind.Array)
            return;
        var (last, channel) = (message.GetArrayLength() - 1, message[message.GetArrayLength() - 2].GetString()!);
        var symbol = message[last].GetString()!;
        if (channel == "trade")
            foreach (var trade in message[1].EnumerateArray())
                TakeTrade(trade);
        else if (channel == "ticker")
            TakeTicker(message[1]);
        else if (channel.StartsWith("book-", StringComparison.Ordinal))
            TakeBook(message, BookOf(symbol), int.Parse(channel[5..], CultureInfo.InvariantCulture));
    }

    private void TakeBook(JsonElement message, PlainBook book, int depth)
    {
        uint? checksum = null;
        for (var part = 1; part < message.GetArrayLength() - 2; part++)
            foreach (var member in message[part].EnumerateObject())
                if (member.Name == "c")
                    checksum = uint.Parse(member.Value.GetString()!, CultureInfo.InvariantCulture);
                else
                    TakeLevels(book, member);
        book.Truncate(depth);
        if (checksum is { } told && told != PlainChecksum.Of(book, null, null))
            throw new InvalidDataException("a checksum is wrong");
    }

    private void TakeLevels(PlainBook book, JsonProperty side)
    {
        if (side.Name == "as")
        {
            book.Clear();
            Snapshots++;
        }

        foreach (var level in side.Value.EnumerateArray())
        {
            Set(book, side.Name[0] == 'b', Number(level[0]), Number(level[1]));
            Latest = (Time(level[2]), default, default);
        }
    }

    private void TakeTrade(JsonElement trade)
    {
        Latest = (Time(trade[2]), Number(trade[0]), Number(trade[1]));
        Trades++;
    }

    private void TakeTicker(JsonElement ticker)
    {
        foreach (var side in new[] { ticker.GetProperty("b"), ticker.GetProperty("a") })
            Latest = (default, Number(side[0]), Number(side[2]));
        Quotes++;
    }

    private static DateTimeOffset Time(JsonElement seconds) =>
        DateTimeOffset.UnixEpoch.AddTicks((long)(Number(seconds) * TimeSpan.TicksPerSecond));
}
