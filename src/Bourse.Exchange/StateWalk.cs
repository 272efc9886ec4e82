using System.Runtime.InteropServices;
using Bourse.Market;
using Bourse.Matching;

namespace Bourse.Exchange;

/// <summary>
/// Hashes a state from its first account to its last client id. What lies where in memory does not count, nor do empty
/// balances and positions, which a refused order may leave behind.
/// </summary>
internal sealed class StateWalk(ExchangeState state)
{
    private const ulong Basis = 0x424f5552_45580001;

    private ulong _hash = Basis;

    public ulong Hash()
    {
        Add(state.LastSequence);
        Add(state.Time.Nanoseconds);
        Add(state.Floor.IsKilled);
        var charter = state.Charter;
        Add(MemoryMarshal.AsBytes(new ReadOnlySpan<FoundExchange>(in charter)));
        AddAccounts();
        AddAssets();
        Add(SumOfBalances());
        Add(SumOfPositions());
        for (var number = 1; number <= state.Listings.Count; number++)
            AddListing(state.Listings[number]);
        AddClientIds();
        AddDue();
        return _hash;
    }

    private void AddAccounts()
    {
        var accounts = state.Ledger.Accounts;
        for (var number = 1; number <= accounts.Count; number++)
        {
            ref var account = ref accounts[number];
            Add((ReadOnlySpan<byte>)account.Name);
            Add(account.Group);
            Add(account.OpenOrdersMax);
            Add(account.OrderValueMax);
            Add(account.IsKilled);
            for (var place = account.Orders.First; place != 0; place = state.Orders[place].InAccount.Next)
                AddOrder(state.Orders[place]);
        }
    }

    private void AddOrder(in Order order)
    {
        Add(order.Id);
        Add(order.Instrument);
        Add((int)order.Side << 24 | (int)order.Kind << 16 | (int)order.Lifetime << 8 | (int)order.SelfTradePrevention);
        Add((int)order.Flags);
        Add(order.Price);
        Add(order.Quantity);
        Add(order.Open);
        Add(order.Display);
        Add(order.Held);
        Add(order.FeeAccrued);
        Add(order.FeeCharged);
        Add(order.MakerRate);
        Add(order.TakerRate);
        Add(order.ExpiresAt);
        Add(order.Session);
        Add(order.IsParked);
        Add(order.PaperSince);
        if (order.Stop != 0)
            AddStop(state.Orders.StopOf(order));
        if (order.Group != 0)
            AddGroup(state.Floor.Settlement.Groups.Of(order));
    }

    private void AddGroup(in Group group)
    {
        Add((int)group.Kind);
        Add(IdOf(group.Parent));
        Add(IdOf(group.First));
        Add(IdOf(group.Second));
        Add(group.Quantity);
        Add(group.ToCome);
        Add(group.HasTriggered);
        if (group.ClientId != 0)
            AddClientId(state.ClientIds[group.ClientId]);
    }

    private long IdOf(int place) => place == 0 ? 0 : state.Orders[place].Id;

    private void AddStop(in Stop stop)
    {
        Add(stop.Price);
        Add(stop.Trail);
        Add(stop.TrailRate);
        Add(stop.Mark);
        Add(stop.InHeap != 0);
        Add(stop.IsDue);
    }

    private void AddDue()
    {
        for (var place = state.Floor.Cascade.Due.First; place != 0; place = state.Orders.StopOf(place).InDue.Next)
            Add(state.Orders[place].Id);
    }

    private void AddAssets()
    {
        for (var number = 1; number <= state.Ledger.Assets.Count; number++)
        {
            Add((ReadOnlySpan<byte>)state.Ledger.Assets[number].Name);
            Add(state.Ledger.Assets[number].Supply);
            Add(state.Ledger.Assets[number].Deposited);
            foreach (ref readonly var tier in state.Ledger.Assets[number].Tiers.AsSpan())
            {
                Add(tier.IsOn);
                Add(tier.ValueMin);
                Add(tier.MakerRate);
                Add(tier.TakerRate);
            }
        }
    }

    // Sums, since the order in which accounts and assets first met is of no consequence.
    private ulong SumOfBalances()
    {
        var sum = 0UL;
        for (var place = 1; place <= state.Ledger.Balances.Count; place++)
        {
            ref var balance = ref state.Ledger.Balances[place];
            if (balance.Total != 0 || balance.Volume != 0)
                sum = unchecked(sum + Of(
                    Key(balance.Account, balance.Asset), balance.Total, balance.Held + VolumeHash(balance.Volume)));
        }

        return sum;
    }

    private long VolumeHash(int place)
    {
        if (place == 0)
            return 0;
        ref var volume = ref state.Ledger.Volumes[place];
        ReadOnlySpan<long> values = volume.Values;
        return (long)(PaddedText.Hash((ulong)volume.Day, MemoryMarshal.AsBytes(values)) >> 2);
    }

    private ulong SumOfPositions()
    {
        var sum = 0UL;
        for (var place = 1; place <= state.Ledger.Positions.Count; place++)
        {
            ref var position = ref state.Ledger.Positions[place];
            var amounts = Of(Low(position.Cost), Low(position.Realised), Low(position.Fees));
            var rest = Of(position.Quantity, position.Limit, 0);
            if (amounts != Of(0, 0, 0) || rest != Of(0, 0, 0))
                sum = unchecked(sum + Of(Key(position.Account, position.Instrument), (long)amounts, (long)rest));
        }

        return sum;
    }

    private void AddListing(Listing listing)
    {
        Add((ReadOnlySpan<byte>)listing.Symbol);
        Add(listing.BaseAsset);
        Add(listing.QuoteAsset);
        Add(MemoryMarshal.AsBytes(new ReadOnlySpan<InstrumentTerms>(in listing.Terms)));
        Add(listing.Version);
        Add(listing.Trades);
        Add(listing.LastPrice);
        Add((int)listing.Phase);
        Add(listing.IsIndicationDue);
        Add(listing.LimitSince);
        Add(listing.PausedUntil);
        listing.Recent.AddTo(Add);
        Add(listing.IsKilled);
        if (listing.Paper is { } paper)
            Add(MemoryMarshal.AsBytes(new ReadOnlySpan<PaperReference>(in paper.Reference)));
        else
            AddBook(listing.Book);
    }

    /// <summary>The orders' ids instead of their places, which is how their book knows them.</summary>
    private void AddBook(OrderBook book)
    {
        Add((int)book.Phase);
        foreach (var resting in book.Walk())
        {
            Add(state.Orders[(int)resting.Id].Id);
            Add(resting.Price);
            Add(resting.Shown);
            Add(resting.Hidden);
            Add(resting.Display);
            Add(Key(resting.Owner, (int)resting.Side));
        }
    }

    private void AddClientIds()
    {
        var ids = state.ClientIds;
        Add(ids.WindowNanoseconds);
        Add(ids.Count);
        for (var place = ids.FirstEnded; place != 0; place = ids[place].Next)
            AddClientId(ids[place]);
        for (var number = 1; number <= state.Ledger.Accounts.Count; number++)
            for (var place = state.Ledger.Accounts[number].Orders.First; place != 0;
                 place = state.Orders[place].InAccount.Next)
                if (state.Orders[place].ClientId != 0)
                    AddClientId(ids[state.Orders[place].ClientId]);
    }

    private void AddClientId(in ClientId id)
    {
        Add((ReadOnlySpan<byte>)id.Text);
        Add(id.Account);
        Add(id.BodyHash);
        Add(id.Sequence);
        Add(id.EndedAt);
        Add((int)id.Reason << 16 | (int)id.Command);
    }

    private static ulong Of(long first, long second, long third) => unchecked(
        StableHash.Mix(StableHash.Mix(StableHash.Mix((ulong)first) + (ulong)second) + (ulong)third));

    private static long Key(int high, int low) => ((long)high << 32) | (uint)low;

    private static long Low(Int128 value) => unchecked((long)value ^ (long)(value >> 64));

    private void Add(long value) => _hash = StableHash.Mix(unchecked(_hash + (ulong)value));

    private void Add(ulong value) => _hash = StableHash.Mix(unchecked(_hash + value));

    private void Add(bool value) => Add(value ? 1L : 0);

    private void Add(Int128 value)
    {
        Add(unchecked((long)value));
        Add(unchecked((long)(value >> 64)));
    }

    private void Add(ReadOnlySpan<byte> bytes) => _hash = PaddedText.Hash(_hash, bytes);
}
