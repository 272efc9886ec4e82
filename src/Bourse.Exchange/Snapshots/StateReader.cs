using Bourse.Matching;

namespace Bourse.Exchange;

/// <summary>Makes a state from a snapshot of one. Whoever asked gets nothing unless all of it is right.</summary>
internal sealed class StateReader(Stream from, ExchangeOptions options)
{
    private readonly SnapshotReader _from = new(from);
    private FieldReader _fields;

    public ExchangeState Read()
    {
        Span<byte> header = stackalloc byte[SnapshotHeader.Bytes];
        if (from.ReadAtLeast(header, header.Length, throwOnEndOfStream: false) < header.Length)
            throw new InvalidDataException("The snapshot is torn: it ends within its header.");
        SnapshotHeader.Check(header);
        var counts = _from.Take<SnapshotCounts>();
        counts.Check();
        _fields = new FieldReader(_from, counts);
        var state = new ExchangeState(options with { OrdersExpected = Math.Max(options.OrdersExpected, counts.Orders) });
        var venue = default(VenueRecord);
        RecordFields.Copy(ref _fields, ref venue);
        state.Venue = venue;
        ReadLedger(state.Ledger, counts);
        ReadOrders(state, counts);
        ReadListings(state, counts);
        var hash = _from.Take<ulong>();
        _from.End();
        return state.StateHash() == hash
            ? state
            : throw new InvalidDataException("The snapshot does not come to the state that it names: the hash differs.");
    }

    private void ReadLedger(Ledger ledger, in SnapshotCounts counts)
    {
        Expect(Numbered.Account);
        for (var number = 1; number <= counts.Accounts; number++)
        {
            var account = default(Account);
            RecordFields.Copy(ref _fields, ref account);
            ledger.Accounts.Restore(number, account);
        }

        Expect(Numbered.Volume);
        for (var number = 1; number <= counts.Volumes; number++)
            RecordFields.Copy(ref _fields, ref ledger.Volumes[ledger.Volumes.Take()]);
        Expect(Numbered.Balance);
        for (var number = 1; number <= counts.Balances; number++)
        {
            var balance = default(Balance);
            RecordFields.Copy(ref _fields, ref balance);
            ledger.Balances.Restore(balance);
        }

        Expect(Numbered.Position);
        for (var number = 1; number <= counts.Positions; number++)
        {
            var position = default(Position);
            RecordFields.Copy(ref _fields, ref position);
            ledger.Positions.Restore(position);
        }

        ReadAssets(ledger.Assets, counts);
    }

    // After the balances, of which the house's is an asset's.
    private void ReadAssets(Assets assets, in SnapshotCounts counts)
    {
        Expect(Numbered.Asset);
        for (var number = 1; number <= counts.Assets; number++)
        {
            var name = default(AddAsset);
            RecordFields.Copy(ref _fields, ref name);
            var asset = assets.Add(name.Name);
            RecordFields.Copy(ref _fields, asset);
            foreach (ref var tier in asset.Tiers.AsSpan())
                RecordFields.Copy(ref _fields, ref tier);
        }
    }

    private void ReadOrders(ExchangeState state, in SnapshotCounts counts)
    {
        Expect(Numbered.ClientId);
        for (var number = 1; number <= counts.ClientIds; number++)
        {
            var id = default(ClientId);
            RecordFields.Copy(ref _fields, ref id);
            state.ClientIds.Restore(id);
        }

        Expect(Numbered.Order);
        for (var number = 1; number <= counts.Orders; number++)
        {
            var order = default(Order);
            RecordFields.Copy(ref _fields, ref order);
            state.Orders.Restore(order);
        }

        Expect(Numbered.Stop);
        for (var number = 1; number <= counts.Stops; number++)
            RecordFields.Copy(ref _fields, ref state.Orders.StopAt(state.Orders.TakeStop()));
        var groups = state.Floor.Settlement.Groups;
        Expect(Numbered.Group);
        for (var number = 1; number <= counts.Groups; number++)
            RecordFields.Copy(ref _fields, ref groups[groups.Take()]);
    }

    private void ReadListings(ExchangeState state, in SnapshotCounts counts)
    {
        Expect(Numbered.Listing);
        for (var number = 1; number <= counts.Listings; number++)
        {
            var name = default(ListInstrument);
            RecordFields.Copy(ref _fields, ref name);
            var listing = state.Listings.Add(name);
            RecordFields.Copy(ref _fields, listing);
            if (listing.Paper is { } paper)
                ReadPaper(state, listing, paper);
            else
                ReadBook(state, listing);
            state.Restore(listing);
        }
    }

    private void ReadPaper(ExchangeState state, Listing listing, PaperMarket paper)
    {
        RecordFields.Copy(ref _fields, ref paper.Reference);
        for (var place = listing.Orders.First; place != 0; place = state.Orders[place].InListing.Next)
            if (state.Orders[place].PaperSince != 0)
                paper.Queue(state.Orders[place].IsBuy).Add(place, state.Orders);
    }

    private void ReadBook(ExchangeState state, Listing listing)
    {
        if ((BookPhase)_from.Take<byte>() == BookPhase.Call)
            listing.Book.OpenCall();
        for (var rest = _from.Take<int>(); rest > 0; rest--)
        {
            var queued = default(QueuedOrder);
            RecordFields.Copy(ref _fields, ref queued);
            ref var order = ref state.Orders[queued.Order];
            listing.Book.Restore(new RestingOrder(
                (ulong)queued.Order, order.Side, listing.TicksOf(order.Price), queued.Shown,
                listing.LotsOf(order.Open) - queued.Shown, queued.Display,
                state.Ledger.Accounts[order.Account].Owner));
        }
    }

    private void Expect(Numbered section)
    {
        var found = _from.Take<uint>();
        if (found != (uint)section)
            throw new InvalidDataException(
                $"The snapshot is not of the layout that it names: where {section} begins is {found}.");
    }
}
