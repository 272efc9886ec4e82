using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Bourse.Market;

namespace Bourse.Exchange;

/// <summary>
/// Has the processor fetch what commands will need while those before them are carried out: with many accounts and
/// instruments little of it lies in the caches. Nothing depends on it but the time.
/// </summary>
internal sealed class Lookahead(ExchangeState state)
{
    /// <summary>How many commands before its own a command is best told.</summary>
    public const int Commands = 10;

    private const int StepCommands = 2;
    private const int Sights = 16;

    // What is read at one step was asked for at the step before.
    private readonly Sight[] _sights = new Sight[Sights];
    private uint _next;

    /// <summary>Says what command follows the ones said before.</summary>
    public void Expect(CommandType type, ReadOnlySpan<byte> payload)
    {
        _sights[_next % Sights] = Notice(type, payload);
        for (var step = 1u; step * StepCommands < Commands; step++)
        {
            ref readonly var sight = ref _sights[unchecked(_next - step * StepCommands) % Sights];
            if (sight.OrderId != 0)
                LookAtOrder(step, sight.OrderId);
            else if (sight.Instrument != 0)
                LookForOrder(step, sight);
        }

        unchecked
        {
            _next++;
        }
    }

    private Sight Notice(CommandType type, ReadOnlySpan<byte> payload) => type switch
    {
        CommandType.PlaceOrder when payload.Length == Unsafe.SizeOf<PlaceOrder>() =>
            Notice(MemoryMarshal.AsRef<PlaceOrder>(payload)),
        CommandType.CancelOrder when payload.Length == Unsafe.SizeOf<CancelOrder>() =>
            Notice(MemoryMarshal.AsRef<CancelOrder>(payload).OrderId),
        CommandType.ReplaceOrder when payload.Length == Unsafe.SizeOf<ReplaceOrder>() =>
            Notice(MemoryMarshal.AsRef<ReplaceOrder>(payload).OrderId),
        _ => default,
    };

    private Sight Notice(in PlaceOrder order)
    {
        if (!state.Listings.IsKnown(order.Instrument) || !state.Ledger.Accounts.IsKnown(order.Account)
            || order.Side is not (Side.Buy or Side.Sell) || state.Listings[order.Instrument].IsOnPaper)
            return default;
        state.Ledger.Accounts.Prefetch(order.Account);
        state.Listings[order.Instrument].Prefetch();
        if (!PaddedText.IsEmpty(order.ClientId))
            state.ClientIds.Prefetch(order.Account, order.ClientId);
        return new Sight(order.Account, order.Instrument, order.Side, order.Price, OrderId: 0);
    }

    private Sight Notice(long orderId)
    {
        state.Orders.PrefetchIndex(orderId);
        return new Sight(Account: 0, Instrument: 0, Side.Unknown, Price: 0, orderId);
    }

    /// <summary>An order that will be placed.</summary>
    private void LookForOrder(uint step, in Sight sight)
    {
        var listing = state.Listings[sight.Instrument];
        var (balances, positions) = (state.Ledger.Balances, state.Ledger.Positions);
        switch (step)
        {
            case 1:
                balances.PrefetchIndex(sight.Account, listing.BaseAsset);
                balances.PrefetchIndex(sight.Account, listing.QuoteAsset);
                positions.PrefetchIndex(sight.Account, sight.Instrument);
                state.Orders.Prefetch(state.Ledger.Accounts[sight.Account].Orders.Last);
                state.Orders.Prefetch(listing.Orders.Last);
                break;
            case 2:
                balances.Prefetch(balances.Guess(sight.Account, listing.BaseAsset));
                balances.Prefetch(balances.Guess(sight.Account, listing.QuoteAsset));
                positions.Prefetch(positions.Guess(sight.Account, sight.Instrument));
                listing.Book.Lookahead.Prefetch();
                break;
            case 3:
                listing.Book.Lookahead.PrefetchLevel(sight.Side, listing.TicksOf(sight.Price));
                break;
        }
    }

    /// <summary>An order that will be cancelled or replaced.</summary>
    private void LookAtOrder(uint step, long id)
    {
        var place = state.Orders.Guess(id);
        if (place == 0)
            return;
        ref var order = ref state.Orders[place];
        if (step == 1)
        {
            state.Orders.Prefetch(place);
            return;
        }

        // It may have ended meanwhile.
        if (order.Instrument == 0 || state.Listings[order.Instrument].IsOnPaper)
            return;
        switch (step)
        {
            case 2:
                LookAround(order);
                break;
            case 3:
                state.Listings[order.Instrument].Book.Lookahead.PrefetchId((ulong)place);
                break;
            case 4:
                state.Listings[order.Instrument].Book.Lookahead.PrefetchOrder((ulong)place);
                break;
        }
    }

    private void LookAround(in Order order)
    {
        state.Ledger.Accounts.Prefetch(order.Account);
        state.Ledger.Balances.Prefetch(order.HeldBalance);
        state.Ledger.Positions.Prefetch(order.Position);
        state.Orders.Prefetch(order.InAccount.Next);
        state.Orders.Prefetch(order.InAccount.Prev);
        state.Orders.Prefetch(order.InListing.Next);
        state.Orders.Prefetch(order.InListing.Prev);
        state.ClientIds.Prefetch(order.ClientId);
        state.Listings[order.Instrument].Book.Lookahead.Prefetch();
    }

    private readonly record struct Sight(int Account, int Instrument, Side Side, long Price, long OrderId);
}
