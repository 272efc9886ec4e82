using Bourse.Matching;

namespace Bourse.Exchange;

/// <summary>Leads instruments from phase to phase and holds their auctions.</summary>
internal sealed class PhaseDesk(Floor floor, PaperDesk paper, Orders orders)
{
    public RefusalReason Set(in SetPhase command, BlotterPage page)
    {
        if (command.Phase > Phase.ClosingAuction || (command.Zero0 | command.Zero1) != 0)
            return RefusalReason.Malformed;
        if (command.Instrument != 0 && !floor.Listings.IsKnown(command.Instrument))
            return RefusalReason.InstrumentUnknown;
        if (command.ReferencePrice is < 0 or > Exact.FactorMax)
            return RefusalReason.PriceOutOfRange;
        if (command.Instrument != 0 && IsForbidden(floor.Listings[command.Instrument], command.Phase))
            return RefusalReason.ExecutionForbids;
        var last = command.Instrument == 0 ? floor.Listings.Count : command.Instrument;
        for (var number = Math.Max(1, command.Instrument); number <= last; number++)
            if (!IsForbidden(floor.Listings[number], command.Phase))
                Enter(floor.Listings[number], command.Phase, command.ReferencePrice, page);
        return RefusalReason.None;
    }

    /// <summary>Tells what auctions would do where that may have changed since it was told last.</summary>
    public void Indicate(BlotterPage page)
    {
        for (var number = 1; number <= floor.Listings.Count; number++)
        {
            var listing = floor.Listings[number];
            if (listing.IsOnPaper || !listing.IsIndicationDue || listing.Book.Phase != BookPhase.Call)
                continue;
            listing.IsIndicationDue = false;
            var result = listing.Book.Indicative(listing.TicksOf(listing.LastPrice));
            ref var told = ref page.Add<AuctionIndicated>(EventType.AuctionIndicated, 0);
            told.Instrument = number;
            told.SurplusSide = result.SurplusSide;
            told.Price = listing.PriceOf(result.Price);
            told.Quantity = listing.QuantityOf(result.Quantity);
            told.Surplus = listing.QuantityOf(result.Surplus);
        }
    }

    public void Enter(Listing listing, Phase phase, long reference, BlotterPage page)
    {
        var before = listing.Phase;
        ref var told = ref page.Add<PhaseChanged>(EventType.PhaseChanged, 0);
        told.Instrument = listing.Number;
        told.Phase = phase;
        told.Before = before;
        listing.Phase = phase;
        (listing.LimitSince, listing.PausedUntil) = (0, 0);
        floor.Settlement.Watch(listing);
        if (listing.IsOnPaper)
            paper.FillResting(listing, page);
        else
            EnterBook(listing, before, reference, page);
        if (phase == Phase.Closed)
            EndDay(listing, page);
        if (phase == Phase.Continuous && listing.TriggerPrice != 0)
            floor.Cascade.Note(listing, listing.TriggerPrice);
    }

    private void EnterBook(Listing listing, Phase before, long reference, BlotterPage page)
    {
        var phase = listing.Phase;
        if (IsAuction(phase) || phase == Phase.PreOpen)
            listing.Book.OpenCall();
        if (phase == Phase.ClosingAuction)
            Unpark(listing, page);
        if (listing.Book.Phase == BookPhase.Call
            && (phase == Phase.Continuous || (phase == Phase.Closed && IsAuction(before))))
            HoldAuction(listing, reference == 0 ? listing.LastPrice : reference, page);
    }

    // On paper orders do not collect: there is nobody to hold an auction with.
    private static bool IsForbidden(Listing listing, Phase phase) =>
        listing.IsOnPaper && phase is not (Phase.Continuous or Phase.Halted or Phase.Closed);

    private static bool IsAuction(Phase phase) =>
        phase is Phase.OpeningAuction or Phase.ReopeningAuction or Phase.ClosingAuction;

    /// <summary>Executes at one price, then ends what was for this auction alone.</summary>
    private void HoldAuction(Listing listing, long reference, BlotterPage page)
    {
        var fills = new BookFills(floor.Settlement, listing, page);
        var result = listing.Book.Uncross(listing.TicksOf(reference), ref fills);
        ref var told = ref page.Add<AuctionHeld>(EventType.AuctionHeld, 0);
        told.Instrument = listing.Number;
        told.SurplusSide = result.SurplusSide;
        told.Price = listing.PriceOf(result.Price);
        told.Quantity = listing.QuantityOf(result.Quantity);
        told.Surplus = listing.QuantityOf(result.Surplus);
        for (var place = listing.Orders.First; place != 0;)
        {
            ref var order = ref orders[place];
            var (next, isForAuction) = (order.InListing.Next, order.Lifetime is Lifetime.Opening or Lifetime.Closing);
            if (!order.IsParked && (isForAuction || order.Kind == OrderKind.Market))
                floor.Cancel(place, EndReason.AuctionOver, page);
            place = next;
        }
    }

    /// <summary>What waits for the closing auction comes into the book, the oldest first.</summary>
    private void Unpark(Listing listing, BlotterPage page)
    {
        for (var place = listing.Orders.First; place != 0;)
        {
            var next = orders[place].InListing.Next;
            if (orders[place].IsParked && orders[place].Lifetime == Lifetime.Closing)
            {
                orders[place].IsParked = false;
                if (floor.Submit(place, listing, page) != RefusalReason.None)
                    floor.Settlement.End(place, EndReason.NoRoom, listing, page);
            }

            place = next;
        }
    }

    private void EndDay(Listing listing, BlotterPage page)
    {
        for (var place = listing.Orders.First; place != 0;)
        {
            var next = orders[place].InListing.Next;
            if (orders[place].Lifetime is Lifetime.Day or Lifetime.Opening or Lifetime.Closing)
                floor.Cancel(place, EndReason.Expired, page);
            place = next;
        }
    }
}
