using Bourse.Market;

namespace Bourse.Tests.Matching;

/// <summary>
/// A book as a table: one row a price, dearest first, each order as id:shown or id:shown+hidden, the first of the queue
/// leftmost. Market orders that wait for an auction have the first row.
/// </summary>
internal static class BookTable
{
    public static IReadOnlyList<string> Of(NaiveBook book)
    {
        var orders = book.Queue(Side.Buy).Concat(book.Queue(Side.Sell));
        var rows = orders.GroupBy(order => (order.IsMarket, order.Price))
            .OrderByDescending(row => row.Key)
            .Select(row => (Bids: Cell(row, Side.Buy), Price: row.Key.IsMarket ? "market" : $"{row.Key.Price}", Asks: Cell(row, Side.Sell)))
            .ToList();
        if (rows.Count == 0)
            return [];
        var (bids, prices, asks) = (rows.Max(row => row.Bids.Length), rows.Max(row => row.Price.Length), rows.Max(row => row.Asks.Length));
        return [.. rows.Select(row => $"| {row.Bids.PadLeft(bids)} | {row.Price.PadLeft(prices)} | {row.Asks.PadRight(asks)} |")];
    }

    /// <summary>The row without its padding, so that a story may lay it out as it likes.</summary>
    public static string Bare(string row) => string.Join(' ', row.Split(' ', StringSplitOptions.RemoveEmptyEntries));

    private static string Cell(IEnumerable<NaiveOrder> row, Side side) =>
        string.Join(' ', row.Where(order => order.Side == side).Select(Text));

    private static string Text(NaiveOrder order) =>
        order.Hidden == 0 ? $"{order.Id}:{order.Shown}" : $"{order.Id}:{order.Shown}+{order.Hidden}";
}
