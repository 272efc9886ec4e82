using Bourse.Market;

namespace Bourse.Exchange;

/// <summary>What trades here, what is open in it, and the switches that stop it.</summary>
internal sealed class Floor(Ledger ledger, Listings listings, Orders orders, Settlement settlement)
{
    public Listings Listings => listings;

    public Settlement Settlement => settlement;

    /// <summary>The venue's kill switch is on.</summary>
    public bool IsKilled { get; private set; }

    /// <summary>Which switch keeps an account from trading in an instrument, if any.</summary>
    public RefusalReason Killed(int account, Listing listing) =>
        IsKilled ? RefusalReason.VenueKilled
        : listing.IsKilled ? RefusalReason.InstrumentKilled
        : ledger.Accounts[account].IsKilled ? RefusalReason.AccountKilled
        : RefusalReason.None;

    public void Cancel(int place, EndReason why, BlotterPage page)
    {
        var listing = listings[orders[place].Instrument];
        var fills = new BookFills(settlement, listing, page);
        settlement.WhyCancelled = why;
        listing.Book.Cancel((ulong)place, ref fills);
    }

    public RefusalReason MassCancel(in MassCancel command, BlotterPage page)
    {
        if (command.Side > Side.Sell || (command.Zero0 | command.Zero1 | command.Zero2) != 0)
            return RefusalReason.Malformed;
        if (Scope(command.Account, command.Instrument) is var reason and not RefusalReason.None)
            return reason;
        var ended = CancelAll(command.Account, command.Instrument, command.Side, EndReason.MassCancelled, page);
        ref var told = ref page.Add<MassCancelled>(EventType.MassCancelled, command.Account);
        told.Instrument = command.Instrument;
        told.Side = command.Side;
        told.Orders = ended;
        return RefusalReason.None;
    }

    public RefusalReason Kill(in Kill command, BlotterPage page)
    {
        if (command.IsOn > 1 || (command.Zero0 | command.Zero1 | command.Zero2) != 0)
            return RefusalReason.Malformed;
        if (Scope(command.Account, command.Instrument) is var reason and not RefusalReason.None)
            return reason;
        if (command.Account != 0 && command.Instrument != 0)
            return RefusalReason.TermsContradict;
        var isOn = command.IsOn == 1;
        if (command.Account != 0)
            ledger.Accounts[command.Account].IsKilled = isOn;
        else if (command.Instrument != 0)
            listings[command.Instrument].IsKilled = isOn;
        else
            IsKilled = isOn;
        var ended = isOn ? CancelAll(command.Account, command.Instrument, Side.Unknown, EndReason.Killed, page) : 0;
        ref var told = ref page.Add<Killed>(EventType.Killed, command.Account);
        told.Instrument = command.Instrument;
        told.IsOn = command.IsOn;
        told.Orders = ended;
        return RefusalReason.None;
    }

    private RefusalReason Scope(int account, int instrument) =>
        account != 0 && !ledger.Accounts.IsKnown(account) ? RefusalReason.AccountUnknown
        : instrument != 0 && !listings.IsKnown(instrument) ? RefusalReason.InstrumentUnknown
        : RefusalReason.None;

    /// <summary>Ends what is open there, the oldest first, of all instruments in the order of their numbers.</summary>
    private int CancelAll(int account, int instrument, Side side, EndReason why, BlotterPage page)
    {
        var ended = 0;
        if (account != 0)
        {
            for (var place = ledger.Accounts[account].Orders.First; place != 0;)
            {
                var next = orders[place].InAccount.Next;
                if (instrument == 0 || orders[place].Instrument == instrument)
                    ended += CancelIf(place, side, why, page);
                place = next;
            }

            return ended;
        }

        var last = instrument == 0 ? listings.Count : instrument;
        for (var number = Math.Max(1, instrument); number <= last; number++)
            for (var place = listings[number].Orders.First; place != 0;)
            {
                var next = orders[place].InListing.Next;
                ended += CancelIf(place, side, why, page);
                place = next;
            }

        return ended;
    }

    private int CancelIf(int place, Side side, EndReason why, BlotterPage page)
    {
        if (side != Side.Unknown && orders[place].Side != side)
            return 0;
        Cancel(place, why, page);
        return 1;
    }
}
