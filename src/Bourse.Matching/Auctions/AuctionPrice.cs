using Bourse.Market;

namespace Bourse.Matching;

/// <summary>
/// The price of an auction: the most lots executed, then the least left over, then the closest to the reference. Market
/// orders take part at any price.
/// </summary>
internal static class AuctionPrice
{
    public static AuctionResult Find(RestingOrders orders, long reference)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(reference, OrderBook.PriceMax);
        ArgumentOutOfRangeException.ThrowIfLessThan(reference, -OrderBook.PriceMax);
        var supply = new AuctionSide(orders, 1);
        var demand = new AuctionSide(orders, 0);
        var prices = supply.Prices.Concat(demand.Prices).Append(reference).Distinct().Order().ToArray();
        var best = new Candidate(0, -1, 0);
        var above = long.MinValue;
        foreach (var price in prices)
        {
            // Between two prices nothing changes: the price there that is closest to the reference stands for all.
            if (above != long.MinValue && price - above > 1)
                best = best.Or(At(Math.Clamp(reference, above + 1, price - 1)), reference);
            best = best.Or(At(price), reference);
            above = price;
        }

        return best.Executed <= 0 ? default : best.Result();

        Candidate At(long price) => Candidate.Of(price, demand.UpTo(price), supply.UpTo(price));
    }

    private readonly record struct Candidate(long Price, Int128 Executed, Int128 Surplus)
    {
        public static Candidate Of(long price, Int128 demand, Int128 supply) =>
            new(price, Int128.Min(demand, supply), demand - supply);

        /// <summary>The better of this and one at a higher price.</summary>
        public Candidate Or(Candidate higher, long reference)
        {
            var order = higher.Executed.CompareTo(Executed);
            if (order == 0)
                order = Int128.Abs(Surplus).CompareTo(Int128.Abs(higher.Surplus));
            if (order == 0)
                order = Int128.Abs((Int128)Price - reference).CompareTo(Int128.Abs((Int128)higher.Price - reference));

            // Two are never equally far: lots and surplus are one stretch of prices, and the reference, if between, is tried.
            return order > 0 ? higher : this;
        }

        public AuctionResult Result()
        {
            var left = Surplus == 0 ? Side.Unknown : Surplus > 0 ? Side.Buy : Side.Sell;
            return new AuctionResult(Price, Fit(Executed), Fit(Int128.Abs(Surplus)), left);
        }

        private static long Fit(Int128 lots) => lots > long.MaxValue ? long.MaxValue : (long)lots;
    }
}
