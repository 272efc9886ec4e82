using Bourse.Engine;
using Bourse.Exchange;
using Bourse.Market;

namespace Bourse.Bots;

/// <summary>What a bot sees before it decides: its own account, and what everybody sees. In ticks and lots.</summary>
internal sealed record BotSight
{
    public required Phase Phase { get; init; }

    /// <summary>The best bid; null when there is none.</summary>
    public long? Bid { get; init; }

    /// <summary>The best ask; null when there is none.</summary>
    public long? Ask { get; init; }

    public required IReadOnlyList<BotOrder> Orders { get; init; }

    /// <summary>Lots that it has, those of open orders included.</summary>
    public long Lots { get; init; }

    /// <summary>Lots that it has and that are not held for orders.</summary>
    public long FreeLots { get; init; }

    /// <summary>Money that is not held for orders, in ticks × lots, what fees may take left out.</summary>
    public long FreeMoney { get; init; }

    /// <summary>Reads it; on the engine's thread.</summary>
    public static BotSight Of(EngineView view, int account, int instrument)
    {
        var listed = view.Walk.Instrument(instrument);
        var (tick, lot) = (listed.Terms.Tick, listed.Terms.Lot);
        var depth = view.DepthOf(instrument, 1)!;
        var holdings = view.Walk.HoldingsOf(account);
        var goods = Of(holdings, listed.BaseAsset);
        var money = Of(holdings, listed.QuoteAsset);
        return new BotSight
        {
            Phase = listed.Phase,
            Bid = depth.Bids.Count > 0 ? depth.Bids[0].Price / tick : null,
            Ask = depth.Asks.Count > 0 ? depth.Asks[0].Price / tick : null,
            Orders =
            [
                .. from order in view.Walk.OrdersOf(account)
                   where order.Instrument == instrument
                   select new BotOrder(
                       order.Id, order.Side, order.Price / tick, order.Open / lot, (order.Quantity - order.Open) / lot),
            ],
            Lots = goods.Total / lot,
            FreeLots = goods.Available / lot,
            FreeMoney = MoneyOf(money.Available, listed.Terms),
        };
    }

    private static Holding Of(IEnumerable<AssetHolding> holdings, string asset) =>
        holdings.FirstOrDefault(holding => holding.Asset == asset).Holding;

    private static long MoneyOf(long units, in InstrumentTerms terms)
    {
        const int Millionths = 1_000_000;
        var ticksTimesLots = (Int128)units * Price.UnitsPerOne / terms.Tick / terms.Lot;
        return (long)Int128.Min(ticksTimesLots * Millionths / (Millionths + terms.TakerRate), long.MaxValue);
    }
}
