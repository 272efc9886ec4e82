using Bourse.Market;

namespace Bourse.Ticks;

/// <summary>The day of the latest trade, and the last close before it. Taken under the instrument's lock.</summary>
internal readonly record struct LatestDays(bool IsAny, long Start, BarCell Today, Price? PreviousClose)
{
    public static LatestDays Of(Runs<BarChunk> days)
    {
        var today = Latest(days, long.MaxValue, mustHavePrice: false, out var start);
        if (today is not { } cell)
            return default;
        return new LatestDays(true, start, cell, Latest(days, start, mustHavePrice: true, out _)?.Close);
    }

    // The cell with the greatest start below a limit. Days come in order: nearly always the last or last but one row.
    private static BarCell? Latest(Runs<BarChunk> days, long limit, bool mustHavePrice, out long start)
    {
        BarCell? latest = null;
        start = long.MinValue;
        foreach (var run in days.All)
        {
            var rows = new RunRows<BarChunk>(run);
            var position = rows.LowerBound(new TickKey(limit, 0));
            while (!position.IsFirst)
            {
                position = rows.Before(position);
                var chunk = rows.Chunks[position.Chunk];
                if (chunk.Times[position.Row] <= start)
                    break;
                if (mustHavePrice && !chunk.Bars[position.Row].HasPrice)
                    continue;
                (start, latest) = (chunk.Times[position.Row], chunk.Bars[position.Row]);
                break;
            }
        }

        return latest;
    }
}
