using Bourse.Matching;

namespace Bourse.Exchange;

/// <summary>Writes a whole state: docs/formats/exchange-snapshot.md.</summary>
internal sealed class StateWriter
{
    private readonly ExchangeState _state;
    private readonly Stream _stream;
    private readonly SnapshotWriter _into;
    private readonly LivePlaces _clientIds;
    private readonly LivePlaces _orders;
    private readonly LivePlaces _stops;
    private readonly LivePlaces _groups;
    private FieldWriter _fields;

    public StateWriter(ExchangeState state, Stream stream)
    {
        (_state, _stream) = (state, stream);
        _into = new SnapshotWriter(stream);
        _clientIds = state.ClientIds.Places();
        _orders = state.Orders.Places();
        _stops = state.Orders.StopPlaces();
        _groups = state.Floor.Settlement.Groups.Places();
        _fields = new FieldWriter(_into, _clientIds, _orders, _stops, _groups);
    }

    public void Write()
    {
        Span<byte> header = stackalloc byte[SnapshotHeader.Bytes];
        SnapshotHeader.Write(header);
        _stream.Write(header);
        WriteVenue();
        WriteLedger();
        Begin(Numbered.ClientId);
        foreach (var place in _clientIds)
            RecordFields.Copy(ref _fields, ref _state.ClientIds[place]);
        Begin(Numbered.Order);
        foreach (var place in _orders)
            RecordFields.Copy(ref _fields, ref _state.Orders[place]);
        Begin(Numbered.Stop);
        foreach (var place in _stops)
            RecordFields.Copy(ref _fields, ref _state.Orders.StopAt(place));
        Begin(Numbered.Group);
        foreach (var number in _groups)
            RecordFields.Copy(ref _fields, ref _state.Floor.Settlement.Groups[number]);
        Begin(Numbered.Listing);
        for (var number = 1; number <= _state.Listings.Count; number++)
            WriteListing(_state.Listings[number]);
        _into.Put(_state.StateHash());
        _into.Complete();
    }

    private void WriteVenue()
    {
        _into.Put(Counts());
        var venue = _state.Venue;
        RecordFields.Copy(ref _fields, ref venue);
    }

    private void WriteLedger()
    {
        var ledger = _state.Ledger;
        Begin(Numbered.Account);
        for (var number = 1; number <= ledger.Accounts.Count; number++)
            RecordFields.Copy(ref _fields, ref ledger.Accounts[number]);
        Begin(Numbered.Volume);
        for (var place = 1; place <= ledger.Volumes.Count; place++)
            RecordFields.Copy(ref _fields, ref ledger.Volumes[place]);
        Begin(Numbered.Balance);
        for (var place = 1; place <= ledger.Balances.Count; place++)
            RecordFields.Copy(ref _fields, ref ledger.Balances[place]);
        Begin(Numbered.Position);
        for (var place = 1; place <= ledger.Positions.Count; place++)
            RecordFields.Copy(ref _fields, ref ledger.Positions[place]);
        Begin(Numbered.Asset);
        for (var number = 1; number <= ledger.Assets.Count; number++)
        {
            var name = new AddAsset { Name = ledger.Assets[number].Name };
            RecordFields.Copy(ref _fields, ref name);
            RecordFields.Copy(ref _fields, ledger.Assets[number]);
            foreach (ref var tier in ledger.Assets[number].Tiers.AsSpan())
                RecordFields.Copy(ref _fields, ref tier);
        }
    }

    private void WriteListing(Listing listing)
    {
        var name = new ListInstrument
        {
            Symbol = listing.Symbol, BaseAsset = listing.BaseAsset, QuoteAsset = listing.QuoteAsset,
            Execution = listing.IsOnPaper ? Execution.Paper : Execution.Book,
        };
        RecordFields.Copy(ref _fields, ref name);
        RecordFields.Copy(ref _fields, listing);
        if (listing.Paper is { } paper)
            RecordFields.Copy(ref _fields, ref paper.Reference);
        else
            WriteBook(listing.Book);
    }

    private void WriteBook(OrderBook book)
    {
        _into.Put((byte)book.Phase);
        _into.Put(book.OrderCount);
        foreach (var resting in book.Walk())
        {
            var queued = new QueuedOrder
            {
                Order = (int)resting.Id, Shown = resting.Shown, Display = resting.Display,
            };
            RecordFields.Copy(ref _fields, ref queued);
        }
    }

    private void Begin(Numbered section) => _into.Put((uint)section);

    private SnapshotCounts Counts() => new()
    {
        Accounts = _state.Ledger.Accounts.Count,
        Assets = _state.Ledger.Assets.Count,
        Balances = _state.Ledger.Balances.Count,
        Volumes = _state.Ledger.Volumes.Count,
        Positions = _state.Ledger.Positions.Count,
        ClientIds = _clientIds.Count,
        Orders = _orders.Count,
        Listings = _state.Listings.Count,
        Stops = _stops.Count,
        Groups = _groups.Count,
    };
}
