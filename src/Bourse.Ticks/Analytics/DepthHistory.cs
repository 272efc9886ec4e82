using Bourse.Market;

namespace Bourse.Ticks;

/// <summary>
/// A book over a period, moment by moment and row of prices by row, around the best prices. Rows are
/// <see cref="Step"/> wide and begin at whole steps; row 0 at <see cref="Low"/>. Prices in 10⁻⁸.
/// </summary>
public sealed class DepthHistory
{
    // So many levels of a side are looked at to know how far from the best prices it is worth looking.
    private const int NearLevels = 10;

    private DepthHistory(long step, long first, int rows, DepthColumn?[] columns) =>
        (Step, Low, Rows, Columns) = (step, PriceRange.PriceOf(first, step), rows, columns);

    public long Step { get; }

    public long Low { get; }

    public int Rows { get; }

    /// <summary>One for each moment; null where nothing is known of then.</summary>
    public IReadOnlyList<DepthColumn?> Columns { get; }

    /// <summary>
    /// From the lowest to the highest best price of all moments, and on either side as far again, or as far as the tenth level
    /// usually is where that is farther; null where there was never any price.
    /// </summary>
    public static PriceRange? Around(IEnumerable<BookView?> books)
    {
        var (low, high, near) = (long.MaxValue, long.MinValue, new List<long>());
        foreach (var side in Distinct(books).SelectMany(book => new[] { book.Bids, book.Asks }))
        {
            if (side.Count == 0)
                continue;
            var best = side[0].Price.Units;
            (low, high) = (Math.Min(low, best), Math.Max(high, best));
            near.Add((long)Int128.Min(
                Int128.Abs((Int128)side[Math.Min(NearLevels, side.Count) - 1].Price.Units - best), long.MaxValue));
        }

        if (near.Count == 0)
            return null;
        near.Sort();
        var margin = Int128.Max((Int128)high - low, near[near.Count / 2]);
        return new PriceRange(
            (long)Int128.Max(low - margin, long.MinValue), (long)Int128.Min(high + margin, long.MaxValue));
    }

    /// <summary>
    /// The step for so many rows at most: a round one, but no narrower than the grid that the prices in the range lie on, so
    /// that no rows are empty for that.
    /// </summary>
    public static long StepFor(IEnumerable<BookView?> books, PriceRange range, int rowsMax) =>
        Math.Max(range.StepFor(rowsMax), GridOf(books, range));

    /// <param name="step">In 10⁻⁸; makes no more rows than an array can have.</param>
    public static DepthHistory Of(IReadOnlyList<BookView?> books, PriceRange range, long step)
    {
        var (first, rows) = (PriceRange.LevelOf(range.Low, step), (int)range.LevelsOf(step));
        var columns = new DepthColumn?[books.Count];
        for (var i = 0; i < columns.Length; i++)
            columns[i] = books[i] is not { } book ? null
                : i > 0 && ReferenceEquals(book, books[i - 1]) ? columns[i - 1]
                : new DepthColumn(book, Cells(book.Bids, first, rows, step), Cells(book.Asks, first, rows, step));
        return new DepthHistory(step, first, rows, columns);
    }

    private static List<DepthCell> Cells(IReadOnlyList<BookLevel> side, long first, int rows, long step)
    {
        var cells = new List<DepthCell>();
        foreach (var level in side)
        {
            var row = PriceRange.LevelOf(level.Price.Units, step) - first;
            if (row < 0 || row >= rows)
                continue;
            if (cells.Count > 0 && cells[^1].Row == row)
                cells[^1] = new DepthCell((int)row, cells[^1].Size + level.Quantity.Units);
            else
                cells.Add(new DepthCell((int)row, level.Quantity.Units));
        }

        return cells;
    }

    /// <summary>The widest step of which all prices in the range are apart; 1 where there are no two.</summary>
    private static long GridOf(IEnumerable<BookView?> books, PriceRange range)
    {
        long? from = null;
        var grid = 0UL;
        foreach (var level in Distinct(books).SelectMany(book => book.Bids.Concat(book.Asks)))
        {
            var price = level.Price.Units;
            if (price < range.Low || price > range.High)
                continue;
            from ??= price;
            grid = GreatestDivisor((ulong)Int128.Abs((Int128)price - from.Value), grid);
        }

        return grid is 0 or > long.MaxValue ? 1 : (long)grid;
    }

    private static ulong GreatestDivisor(ulong left, ulong right)
    {
        while (right != 0)
            (left, right) = (right, left % right);
        return left;
    }

    private static IEnumerable<BookView> Distinct(IEnumerable<BookView?> books) =>
        books.OfType<BookView>().Distinct(ReferenceEqualityComparer.Instance).Cast<BookView>();
}
