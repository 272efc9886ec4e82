using System.Text.Json;

namespace Bourse.FeedPeer;

/// <summary>A venue's messages read with JsonDocument, prices as decimals, books as sorted dictionaries.</summary>
internal abstract class PlainVenue
{
    public SortedDictionary<string, PlainBook> Books { get; } = new(StringComparer.Ordinal);

    public long Trades { get; protected set; }

    public long Quotes { get; protected set; }

    /// <summary>Levels of snapshots and changes.</summary>
    public long Levels { get; private set; }

    public long Snapshots { get; protected set; }

    /// <summary>What was read last: so that reading times and prices is not left out as useless.</summary>
    public (DateTimeOffset Time, decimal Price, decimal Quantity) Latest { get; protected set; }

    public void Take(PlainMessage message)
    {
        using var json = JsonDocument.Parse(message.Bytes);
        if (message.Address.Length > 0)
            TakeAnswer(message.Address, json.RootElement);
        else
            Take(json.RootElement);
    }

    protected abstract void Take(JsonElement message);

    protected virtual void TakeAnswer(string address, JsonElement answer) =>
        throw new InvalidDataException($"{address} was not asked for");

    protected PlainBook BookOf(string symbol)
    {
        if (!Books.TryGetValue(symbol, out var book))
            Books[symbol] = book = new PlainBook();
        return book;
    }

    protected void Set(PlainBook book, bool isBid, decimal price, decimal quantity)
    {
        book.Set(isBid, price, quantity);
        Levels++;
    }

    protected void CountLevels(int count) => Levels += count;

    protected static decimal Number(JsonElement value) => value.ValueKind == JsonValueKind.String
        ? decimal.Parse(value.GetString()!, System.Globalization.CultureInfo.InvariantCulture)
        : value.GetDecimal();
}
