using Bourse.Market;
using Bourse.Matching;

namespace Bourse.Tests.Matching;

/// <summary>The auction of the <see cref="NaiveBook"/>: tries prices one by one, then trades the two queues off.</summary>
internal static class NaiveAuction
{
    private const int TriedPricesMax = 64;

    /// <summary>What would trade: the lots apart, since they may exceed the result's 64 bits.</summary>
    public static (AuctionResult Result, Int128 Lots) Of(NaiveBook book, long reference)
    {
        var (bestRank, best, bestLots) = ((Int128.Zero, Int128.Zero, Int128.Zero, Int128.Zero), default(AuctionResult), Int128.Zero);
        if (book.Phase == BookPhase.Continuous)
            return default;
        foreach (var price in Candidates(book, reference))
        {
            var demand = Lots(book.Queue(Side.Buy), order => order.IsMarket || order.Price >= price);
            var supply = Lots(book.Queue(Side.Sell), order => order.IsMarket || order.Price <= price);
            var (lots, surplus) = (Int128.Min(demand, supply), Int128.Abs(demand - supply));
            var rank = (lots, -surplus, -Int128.Abs((Int128)price - reference), demand > supply ? price : -(Int128)price);
            if (lots == 0 || (bestLots > 0 && rank.CompareTo(bestRank) <= 0))
                continue;
            var surplusSide = demand > supply ? Side.Buy : supply > demand ? Side.Sell : Side.Unknown;
            (bestRank, bestLots) = (rank, lots);
            best = new AuctionResult(price, Clamped(lots), Clamped(surplus), surplusSide);
        }

        return (best, bestLots);
    }

    public static AuctionResult Execute(NaiveBook book, long reference)
    {
        if (book.Phase == BookPhase.Continuous)
            return default;
        var (result, left) = Of(book, reference);
        var traded = new List<NaiveOrder>();
        while (left > 0)
        {
            var (buy, sell) = (book.Queue(Side.Buy)[0], book.Queue(Side.Sell)[0]);
            var quantity = (long)Int128.Min(left, Math.Min(buy.Open, sell.Open));
            left -= quantity;
            book.Sink.Traded(buy.Id, sell.Id, Side.Unknown, result.Price, quantity);
            foreach (var order in new[] { buy, sell })
            {
                order.TradeInAuction(quantity, book.RoomFor(order));
                if (order.Open == 0)
                    book.Queue(order.Side).Remove(order);
                traded.Add(order);
            }
        }

        var levels = traded.Where(order => !order.IsMarket).DistinctBy(order => (order.Side, order.Price));
        foreach (var level in levels.OrderBy(order => order.Side))
            book.LevelChanged(level);
        foreach (var order in book.Queue(Side.Buy).Concat(book.Queue(Side.Sell)).Where(order => order.IsMarket).ToList())
        {
            book.Queue(order.Side).Remove(order);
            book.Cancelled(order, order.Open, CancelReason.AuctionOver);
        }

        return result;
    }

    /// <summary>
    /// Every price of the range if it is small; else those next to a limit, since demand and supply change nowhere else,
    /// and the reference.
    /// </summary>
    private static IEnumerable<long> Candidates(NaiveBook book, long reference)
    {
        var limits = book.Queue(Side.Buy).Concat(book.Queue(Side.Sell))
            .Where(order => !order.IsMarket).Select(order => order.Price).Append(reference).ToList();
        var (lowest, highest) = (limits.Min(), limits.Max());
        if ((Int128)highest - lowest > TriedPricesMax)
            return limits.SelectMany(price => new[] { Math.Max(price, lowest + 1) - 1, price, Math.Min(price, highest - 1) + 1 })
                .Distinct();
        return Enumerable.Range(0, (int)(highest - lowest) + 1).Select(i => lowest + i);
    }

    private static Int128 Lots(List<NaiveOrder> queue, Func<NaiveOrder, bool> isWithin) =>
        queue.Where(isWithin).Aggregate(Int128.Zero, (sum, order) => sum + order.Open);

    private static long Clamped(Int128 lots) => (long)Int128.Min(lots, long.MaxValue);
}
