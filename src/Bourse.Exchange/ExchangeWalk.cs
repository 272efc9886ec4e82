using Bourse.Market;

namespace Bourse.Exchange;

/// <summary>
/// Walks through a state from outside: who and what is there, and what each account has. On the thread that applies
/// commands, between two of them: what a walk has begun it must not go on with after the next.
/// </summary>
public sealed class ExchangeWalk(ExchangeState state)
{
    // So that looking for few among many does not keep the exchange; whoever looks goes on from there.
    private const int LookedAtMax = 10_000;

    /// <summary>Accounts have the numbers from 1, which is the house, to this.</summary>
    public int AccountCount => state.Ledger.Accounts.Count;

    /// <exception cref="ArgumentOutOfRangeException">There is no such account.</exception>
    public string AccountName(int account) => Known(account).Name.ToString();

    /// <exception cref="ArgumentOutOfRangeException">There is no such account.</exception>
    public ListedAccount Account(int account)
    {
        ref readonly var known = ref Known(account);
        return new ListedAccount(
            account, known.Name.ToString(), known.Group, known.OpenOrders, known.OpenOrdersMax, known.OrderValueMax,
            known.IsKilled);
    }

    /// <summary>The venue's kill switch is on.</summary>
    public bool IsKilled => state.Floor.IsKilled;

    /// <summary>Instruments have the numbers from 1 to this.</summary>
    public int InstrumentCount => state.Listings.Count;

    /// <summary>All assets by their numbers.</summary>
    public IEnumerable<ListedAsset> Assets()
    {
        for (var number = 1; number <= state.Ledger.Assets.Count; number++)
            yield return new ListedAsset(number, AssetName(number), state.Ledger.Assets[number].Supply);
    }

    /// <summary>All instruments by their numbers.</summary>
    public IEnumerable<ListedInstrument> Instruments()
    {
        for (var number = 1; number <= state.Listings.Count; number++)
            yield return Instrument(number);
    }

    /// <summary>An instrument that is listed, by its number.</summary>
    public ListedInstrument Instrument(int number)
    {
        var listing = state.Listings[number];
        return new ListedInstrument(
            number, listing.Symbol.ToString(), AssetName(listing.BaseAsset), AssetName(listing.QuoteAsset),
            listing.Phase, listing.LastPrice, listing.Trades, listing.OpenOrders, listing.Terms,
            listing.IsOnPaper ? Execution.Paper : Execution.Book, listing.IsKilled);
    }

    /// <summary>What an account has, by the assets' numbers; those of which it has nothing are left out.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such account.</exception>
    public IReadOnlyList<AssetHolding> HoldingsOf(int account)
    {
        var places = new SortedList<int, int>();
        for (var place = Known(account).FirstBalance; place != 0; place = state.Ledger.Balances[place].NextOfAccount)
            if (state.Ledger.Balances[place].Total > 0)
                places.Add(state.Ledger.Balances[place].Asset, place);
        var holdings = new List<AssetHolding>(places.Count);
        foreach (var (asset, place) in places)
        {
            ref readonly var balance = ref state.Ledger.Balances[place];
            holdings.Add(new AssetHolding(AssetName(asset), new Holding(balance.Total, balance.Held)));
        }

        return holdings;
    }

    /// <summary>
    /// An account's positions by the instruments' numbers; those of which nothing is left, neither a quantity nor a
    /// result nor fees, are left out.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such account.</exception>
    public IReadOnlyList<HeldPosition> PositionsOf(int account)
    {
        var places = new SortedList<int, int>();
        for (var place = Known(account).FirstPosition; place != 0; place = state.Ledger.Positions[place].NextOfAccount)
            if (!IsEmpty(state.Ledger.Positions[place]))
                places.Add(state.Ledger.Positions[place].Instrument, place);
        var positions = new List<HeldPosition>(places.Count);
        foreach (var (instrument, place) in places)
        {
            ref readonly var position = ref state.Ledger.Positions[place];
            var listing = state.Listings[instrument];
            positions.Add(new HeldPosition(
                instrument, listing.Symbol.ToString(), AssetName(listing.QuoteAsset), position.Quantity, position.Cost,
                position.Realised, position.Fees, listing.MarkFor(position.Quantity)));
        }

        return positions;
    }

    /// <summary>An account's open orders, the oldest first.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such account.</exception>
    public IReadOnlyList<OpenOrder> OrdersOf(int account)
    {
        var orders = new List<OpenOrder>(Known(account).OpenOrders);
        for (var place = Known(account).Orders.First; place != 0; place = state.Orders[place].InAccount.Next)
            orders.Add(OpenOrder.Of(state.Orders[place], state));
        return orders;
    }

    /// <summary>An account's open orders of ids between two, the newest first.</summary>
    /// <param name="instrument">0 all.</param>
    /// <param name="side">Unknown for both.</param>
    /// <param name="next">Before which id to go on, where it did not come to the end; else 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such account.</exception>
    public IReadOnlyList<OpenOrder> NewestOrdersOf(
        int account, long after, long before, int instrument, Side side, int ordersMax, out long next)
    {
        var found = new List<OpenOrder>();
        next = 0;
        var place = state.Orders.Find(before) is var known and not 0 && state.Orders[known].Account == account
            ? state.Orders[known].InAccount.Prev
            : Known(account).Orders.Last;
        for (var looked = 0; place != 0 && found.Count < ordersMax && looked < LookedAtMax;)
        {
            ref readonly var order = ref state.Orders[place];
            place = order.InAccount.Prev;
            if (order.Id >= before)
                continue;
            if (order.Id <= after)
            {
                next = 0;
                break;
            }

            looked++;
            next = place == 0 ? 0 : order.Id;
            if ((instrument == 0 || order.Instrument == instrument) && (side == Side.Unknown || order.Side == side))
                found.Add(OpenOrder.Of(order, state));
        }

        return found;
    }

    private ref readonly Account Known(int account)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(state.Ledger.Accounts.IsKnown(account), true, nameof(account));
        return ref state.Ledger.Accounts[account];
    }

    private string AssetName(int asset) => state.Ledger.Assets[asset].Name.ToString();

    // Without a quantity there is no cost.
    private static bool IsEmpty(in Position position) =>
        position.Quantity == 0 && position.Realised == 0 && position.Fees == 0;
}
