using System.Runtime.CompilerServices;
using Bourse.Market;
using Bourse.Matching;

namespace Bourse.Exchange;

/// <summary>Checks what must hold in an exchange after every command. Walks everything: for tests.</summary>
internal sealed class ExchangeCheck(ExchangeState state)
{
    private readonly Dictionary<int, Int128> _held = [];
    private readonly HashSet<int> _groups = [];
    private int _expiring;
    private Int128 _reducing;
    private int _due;
    private readonly Dictionary<int, (Int128 Buys, Int128 Sells)> _open = [];

    public void Run()
    {
        CheckOrders();
        CheckDue();
        CheckBalances();
        CheckPositions();
        Holds(_reducing == 0);
        Holds(_groups.Count == state.Floor.Settlement.Groups.Count);
        for (var number = 1; number <= state.Listings.Count; number++)
            CheckListing(state.Listings[number]);
        Holds(state.ClientIds.Count >= 0);
    }

    private void CheckOrders()
    {
        var count = 0;
        for (var number = 1; number <= state.Ledger.Accounts.Count; number++)
        {
            ref var account = ref state.Ledger.Accounts[number];
            var ofAccount = 0;
            var before = 0L;
            for (var place = account.Orders.First; place != 0; place = state.Orders[place].InAccount.Next)
            {
                ref var order = ref state.Orders[place];
                Holds(order.Account == number && order.Id > before && order.IsOpen);
                before = order.Id;
                CheckOrder(place, order);
                ofAccount++;
            }

            Holds(ofAccount == account.OpenOrders);
            count += ofAccount;
        }

        Holds(count == state.Orders.Count);
        Holds(_expiring == state.Orders.ExpiringCount);
    }

    private void CheckOrder(int place, in Order order)
    {
        var listing = state.Listings[order.Instrument];
        Holds(state.Orders.Find(order.Id) == place);
        Holds(order.Held == state.Floor.Settlement.RequiredOf(order) && order.Held >= 0);
        Holds(order.Open > 0 || (order.IsParked && order.Group != 0 && state.Floor.Settlement.Groups.AwaitsMore(place)));
        Holds(order.Open <= order.Quantity);
        Holds(order.InPaper == 0 || (listing.IsOnPaper && order.IsParked));
        if (listing.IsOnPaper)
            Holds(order.IsParked);
        else
            CheckInBook(place, order, listing.Book, listing);
        Holds(order.ExpiresAt == 0 || order.ExpiresAt > state.Time.Nanoseconds);
        _expiring += order.InExpiries == 0 ? 0 : 1;
        CheckStop(order, listing);
        Holds(order.ClientId == 0 || state.ClientIds[order.ClientId].Sequence == OrderIds.SequenceOf(order.Id));
        _held[order.HeldBalance] = _held.GetValueOrDefault(order.HeldBalance) + order.Held;
        _reducing += order.IsReduceOnly ? order.Open : 0;
        var (buys, sells) = _open.GetValueOrDefault(order.Position);
        var counted = order.IsCovered ? 0 : order.Open;
        _open[order.Position] = order.IsBuy ? (buys + counted, sells) : (buys, sells + counted);
        if (order.Group != 0)
            CheckGroup(place, order);
    }

    private static void CheckInBook(int place, in Order order, OrderBook book, Listing listing)
    {
        Holds(book.TryFind((ulong)place, out var resting) != order.IsParked);
        Holds(order.IsParked || (resting.Side == order.Side && listing.PriceOf(resting.Price) == order.Price));
        Holds(order.IsParked || listing.QuantityOf(resting.Open) == order.Open);
    }

    /// <summary>A stop waits outside the book for a price that has not come, or for its turn, or is triggered.</summary>
    private void CheckStop(in Order order, Listing listing)
    {
        if (order.Stop == 0)
            return;
        ref var stop = ref state.Orders.StopOf(order);
        Holds(order.Open > 0 || !stop.IsWaiting);
        Holds(order.Open == 0 || stop.IsWaiting || !order.IsParked || order.InPaper != 0);
        Holds(stop.InHeap == 0 || !stop.IsDue);
        Holds(stop.IsWaiting ? order.IsParked && order.InPaper == 0 : order.Open == 0 || order.Kind == OrderKind.StopLimit);
        var mayBeReached = listing.IsOnPaper || listing.Phase != Phase.Continuous;
        Holds(stop.InHeap == 0 || mayBeReached || !listing.HasReached(order.IsBuy, stop.Price));
        Holds(stop.IsTrailing == (order.Kind == OrderKind.TrailingStop && stop.IsWaiting));
        Holds(!stop.IsTrailing || stop.Price == stop.Trailed(order.IsBuy, listing.Terms.Tick));
        Holds(!stop.IsTrailing || (order.IsBuy ? stop.Mark <= listing.LastPrice : stop.Mark >= listing.LastPrice));
        _due += stop.IsDue ? 1 : 0;
    }

    private void CheckDue()
    {
        for (var place = state.Floor.Cascade.Due.First; place != 0; place = state.Orders.StopOf(place).InDue.Next)
            _due -= state.Orders.StopOf(place).IsDue ? 1 : 2;
        Holds(_due == 0);
    }

    /// <summary>
    /// An order of a group is where the group says. Of a pair both come to the same and only one is in the book; what
    /// waits for an order that is over is over, too.
    /// </summary>
    private void CheckGroup(int place, in Order order)
    {
        ref var group = ref state.Floor.Settlement.Groups.Of(order);
        var isPair = group is { IsPair: true, HasTriggered: false, First: not 0 };
        Holds(place == group.Parent || place == group.First || place == group.Second);
        Holds(group is { IsDue: false, Owed: 0, ToCome: >= 0 } && (group.Parent != 0 || group.ToCome == 0));
        Holds(order.IsCovered == (isPair && place == group.Second));
        Holds(place == group.Parent || order.Quantity >= order.Open + group.ToCome);
        Holds(!isPair || (group.Second != 0 && state.Orders[group.Second].IsParked
            && state.Orders[group.First].Open == state.Orders[group.Second].Open));
        _groups.Add(order.Group);
    }

    /// <summary>Nothing below zero, everything held is held for an order, and nothing came from nowhere.</summary>
    private void CheckBalances()
    {
        var sums = new Int128[state.Ledger.Assets.Count + 1];
        for (var place = 1; place <= state.Ledger.Balances.Count; place++)
        {
            ref var balance = ref state.Ledger.Balances[place];
            Holds(balance.Held >= 0 && balance.Held <= balance.Total && !balance.IsTouched);
            Holds(balance.Held == _held.GetValueOrDefault(place));
            Holds(state.Ledger.Balances.Find(balance.Account, balance.Asset) == place);
            sums[balance.Asset] += balance.Total;
        }

        for (var number = 1; number <= state.Ledger.Assets.Count; number++)
            Holds(sums[number] == state.Ledger.Assets[number].Supply);
        CheckSupplies();
    }

    /// <summary>What is there was deposited, or came in on paper: there are positions for exactly that.</summary>
    private void CheckSupplies()
    {
        var flows = new Int128[state.Ledger.Assets.Count + 1];
        for (var place = 1; place <= state.Ledger.Positions.Count; place++)
        {
            ref var position = ref state.Ledger.Positions[place];
            var listing = state.Listings[position.Instrument];
            if (!listing.IsOnPaper)
                continue;
            flows[listing.BaseAsset] += position.Quantity;
            flows[listing.QuoteAsset] += position.Realised - position.Cost;
        }

        for (var number = 1; number <= state.Ledger.Assets.Count; number++)
            Holds(state.Ledger.Assets[number].Supply == state.Ledger.Assets[number].Deposited + flows[number]);
    }

    private void CheckPositions()
    {
        var sums = new Int128[state.Listings.Count + 1];
        for (var place = 1; place <= state.Ledger.Positions.Count; place++)
        {
            ref var position = ref state.Ledger.Positions[place];
            var (buys, sells) = _open.GetValueOrDefault(place);
            Holds(position.OpenBuys == buys && position.OpenSells == sells && !position.IsTouched);
            Holds(Int128.Sign(position.Cost) * Math.Sign(position.Quantity) >= 0);
            Holds(position.Quantity != 0 || position.Cost == 0);
            CheckReducing(position);
            if (!state.Listings[position.Instrument].IsOnPaper)
                sums[position.Instrument] += position.Quantity;
        }

        // What one has bought another has sold.
        Holds(Array.TrueForAll(sums, sum => sum == 0));
    }

    /// <summary>What may only reduce a position is on its other side and comes to no more than it.</summary>
    private void CheckReducing(in Position position)
    {
        var (open, before) = (0L, 0L);
        for (var place = position.Reducing.First; place != 0; place = state.Orders[place].InReducing.Next)
        {
            ref var order = ref state.Orders[place];
            Holds(order.IsReduceOnly && order.IsOpen && order.Id > before && order.IsBuy == position.Quantity < 0);
            Holds(order.Account == position.Account && order.Instrument == position.Instrument);
            (open, before) = (open + order.Open, order.Id);
        }

        _reducing -= open;
        Holds(open == position.OpenReducing && open <= Math.Abs(position.Quantity) && !position.IsExceeded);
    }

    private void CheckListing(Listing listing)
    {
        var (count, parked, waiting, trailing) = (0, 0, 0, 0);
        for (var place = listing.Orders.First; place != 0; place = state.Orders[place].InListing.Next)
        {
            Holds(state.Orders[place].Instrument == listing.Number);
            count++;
            parked += state.Orders[place].IsParked ? 1 : 0;
            waiting += state.Orders[place].Stop != 0 && state.Orders.StopOf(place).InHeap != 0 ? 1 : 0;
            trailing += state.Orders[place].Stop != 0 && state.Orders.StopOf(place).IsTrailing ? 1 : 0;
        }

        Holds(count == listing.OpenOrders);
        Holds(waiting == listing.Stops.Count && trailing == listing.Stops.TrailingCount);
        Holds((listing.FirstMove | listing.LastMove) == 0);
        if (listing.Paper is { } paper)
        {
            Holds(paper.Queue(ofBuys: true).Count + paper.Queue(ofBuys: false).Count <= count);
            return;
        }

        Holds(count - parked == listing.Book.OrderCount);
        Holds(listing.Phase != Phase.Continuous || listing.Book.Phase == BookPhase.Continuous);
        var (bid, ask) = (listing.BestAgainst(Side.Sell), listing.BestAgainst(Side.Buy));
        Holds(listing.Book.Phase == BookPhase.Call || ask == 0 || bid < ask);
    }

    private static void Holds(bool condition, [CallerArgumentExpression(nameof(condition))] string? that = null)
    {
        if (!condition)
            throw new InvalidOperationException($"Does not hold: {that}");
    }
}
