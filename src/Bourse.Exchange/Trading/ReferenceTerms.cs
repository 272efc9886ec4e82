namespace Bourse.Exchange;

/// <summary>Whether what a reference says of a market can be.</summary>
internal static class ReferenceTerms
{
    public static RefusalReason Of(in SetReference command)
    {
        if (OfSide(command.BidLevels, command.Bids, areAsks: false) is var bids and not RefusalReason.None)
            return bids;
        if (OfSide(command.AskLevels, command.Asks, areAsks: true) is var asks and not RefusalReason.None)
            return asks;
        if (command.LastPrice is < 0 or > Exact.FactorMax)
            return RefusalReason.PriceOutOfRange;
        var isCrossed = command.Bids > 0 && command.Asks > 0
            && command.BidLevels[0].Price > command.AskLevels[0].Price;
        return isCrossed || command.QuoteTime > command.MarketTime || command.LastTime > command.MarketTime
            ? RefusalReason.TermsContradict
            : RefusalReason.None;
    }

    private static RefusalReason OfSide(in ReferenceLevels levels, int count, bool areAsks)
    {
        for (var level = 0; level < ReferenceLevels.CountMax; level++)
        {
            var (price, size) = (levels[level].Price, levels[level].Size);
            if (level >= count)
            {
                if (price != 0 || size != 0)
                    return RefusalReason.Malformed;
                continue;
            }

            if (price is <= 0 or > Exact.FactorMax)
                return RefusalReason.PriceOutOfRange;
            if (size is < 0 or > Exact.FactorMax)
                return RefusalReason.QuantityOutOfRange;
            if (level > 0 && (areAsks ? price <= levels[level - 1].Price : price >= levels[level - 1].Price))
                return RefusalReason.TermsContradict;
        }

        return RefusalReason.None;
    }
}
