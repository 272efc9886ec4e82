namespace Bourse.Exchange;

/// <summary>Adds assets, lists instruments and changes their terms.</summary>
internal sealed class ListingDesk(Ledger ledger, Listings listings)
{
    public RefusalReason Add(in AddAsset command, BlotterPage page)
    {
        if (PaddedText.IsEmpty(command.Name) || !PaddedText.IsText(command.Name, Text16.Bytes))
            return RefusalReason.Malformed;
        if (ledger.Assets.Find(command.Name) != 0)
            return RefusalReason.NameTaken;
        if (ledger.Assets.Count == Assets.CountMax)
            return RefusalReason.Full;
        ref var told = ref page.Add<AssetAdded>(EventType.AssetAdded, 0);
        told.Asset = ledger.Assets.Add(command.Name).Number;
        told.Name = command.Name;
        return RefusalReason.None;
    }

    public RefusalReason List(in ListInstrument command, BlotterPage page)
    {
        if (PaddedText.IsEmpty(command.Symbol) || !PaddedText.IsText(command.Symbol, Text32.Bytes)
            || command.Execution > Execution.Paper || (command.Zero0 | command.Zero1 | command.Zero2) != 0)
            return RefusalReason.Malformed;
        if (!ledger.Assets.IsKnown(command.BaseAsset) || !ledger.Assets.IsKnown(command.QuoteAsset))
            return RefusalReason.AssetUnknown;
        if (!AreInRange(command.Terms, command.Execution == Execution.Paper) || command.BaseAsset == command.QuoteAsset)
            return RefusalReason.TermsOutOfRange;
        if (listings.Find(command.Symbol) != 0)
            return RefusalReason.NameTaken;
        if (listings.Count == Listings.CountMax)
            return RefusalReason.Full;
        Set(listings.Add(command), command.Terms, page);
        return RefusalReason.None;
    }

    public RefusalReason Change(in ChangeInstrument command, BlotterPage page)
    {
        if (command.Zero != 0)
            return RefusalReason.Malformed;
        if (!listings.IsKnown(command.Instrument))
            return RefusalReason.InstrumentUnknown;
        var listing = listings[command.Instrument];
        if (!AreInRange(command.Terms, listing.IsOnPaper))
            return RefusalReason.TermsOutOfRange;
        if (listing.OpenOrders > 0
            && (listing.Terms.Tick, listing.Terms.Lot) != (command.Terms.Tick, command.Terms.Lot))
            return RefusalReason.OrdersOpen;
        Set(listing, command.Terms, page);
        return RefusalReason.None;
    }

    public RefusalReason Set(in SetFeeTier command, BlotterPage page)
    {
        if (command.IsOn > 1 || command.Zero != 0)
            return RefusalReason.Malformed;
        if (!ledger.Assets.IsKnown(command.Asset))
            return RefusalReason.AssetUnknown;
        if (command.Tier is < 1 or > FeeTier.CountMax || command.ValueMin < 0
            || !AreRatesInRange(command.MakerRate, command.TakerRate))
            return RefusalReason.TermsOutOfRange;
        ledger.Assets[command.Asset].Tiers[command.Tier - 1] = new FeeTier
        {
            IsOn = command.IsOn == 1,
            ValueMin = command.ValueMin,
            MakerRate = command.MakerRate,
            TakerRate = command.TakerRate,
        };
        ref var told = ref page.Add<FeeTierSet>(EventType.FeeTierSet, 0);
        told.Asset = command.Asset;
        told.Tier = command.Tier;
        told.IsOn = command.IsOn;
        told.ValueMin = command.ValueMin;
        told.MakerRate = command.MakerRate;
        told.TakerRate = command.TakerRate;
        return RefusalReason.None;
    }

    private static bool AreRatesInRange(int maker, int taker) =>
        taker is >= 0 and <= InstrumentTerms.RateMax && maker <= InstrumentTerms.RateMax && maker >= -taker;

    private static bool AreInRange(in InstrumentTerms terms, bool isOnPaper) =>
        terms.Tick is > 0 and <= Exact.FactorMax
        && terms.Lot is > 0 and <= Exact.FactorMax
        && terms.ValueMin is >= 0 and <= Exact.ValueMax
        && terms.QuantityMax is >= 0 and <= Exact.FactorMax
        && AreRatesInRange(terms.MakerRate, terms.TakerRate)
        && terms.Protection is >= 0 and <= InstrumentTerms.ProtectionMax
        && terms.Band is >= 0 and < InstrumentTerms.ProtectionMax
        && AreAgesInRange(terms, isOnPaper);

    // What trades on paper has no trades here to measure a band from.
    private static bool AreAgesInRange(in InstrumentTerms terms, bool isOnPaper) => isOnPaper
        ? terms.Band == 0 && terms.QuoteAgeMax is > 0 and <= InstrumentTerms.AgeMax
            && terms.TradeAgeMax is >= 0 and <= InstrumentTerms.AgeMax
        : terms.QuoteAgeMax == 0 && terms.TradeAgeMax == 0;

    private static void Set(Listing listing, in InstrumentTerms terms, BlotterPage page)
    {
        listing.Terms = terms;
        listing.Version++;
        ref var told = ref page.Add<InstrumentSet>(EventType.InstrumentSet, 0);
        told.Instrument = listing.Number;
        told.Version = listing.Version;
        told.Symbol = listing.Symbol;
        told.BaseAsset = listing.BaseAsset;
        told.QuoteAsset = listing.QuoteAsset;
        told.Terms = terms;
        told.Execution = listing.IsOnPaper ? Execution.Paper : Execution.Book;
    }
}
