using System.Runtime.InteropServices;
using Bourse.Market;

namespace Bourse.Exchange;

/// <summary>
/// Says what would become of an order: by the tests that it would meet, on a place of the file that is given back, and
/// without any command. What others would do because of it is not looked at.
/// </summary>
internal sealed class PreviewDesk(
    Ledger ledger, Floor floor, OrderDesk desk, PaperDesk paper, Orders orders, ClientIds clientIds)
{
    private readonly OrderDraft _draft = new(ledger, orders, floor.Cascade, isAsking: true);

    public OrderPreview Look(in PlaceOrder command, Timestamp now, SetReference? market)
    {
        if (desk.CheckSender(command) is var fault and not RefusalReason.None)
            return new OrderPreview { Reason = fault };
        var payload = MemoryMarshal.AsBytes(new ReadOnlySpan<PlaceOrder>(in command));
        var reason = clientIds.Judge(
            command.Account, command.ClientId, CommandType.PlaceOrder, payload, out var known);
        if (known != 0 && reason == RefusalReason.None)
            return new OrderPreview { IsRepeated = true, Reason = clientIds[known].Reason };
        if (reason == RefusalReason.None && !floor.Listings.IsKnown(command.Instrument))
            reason = RefusalReason.InstrumentUnknown;
        if (!floor.Listings.IsKnown(command.Instrument))
            return new OrderPreview { Reason = reason };
        var listing = Sketch(floor.Listings[command.Instrument], market, now);
        if (reason == RefusalReason.None)
            reason = desk.CheckTerms(command, listing, now);
        var preview = Begin(command, listing) with { Reason = reason };
        return reason == RefusalReason.None ? Draft(command, listing, now, preview) : preview;
    }

    private OrderPreview Begin(in PlaceOrder command, Listing listing)
    {
        var asset = command.Side == Side.Buy ? listing.QuoteAsset : listing.BaseAsset;
        var place = ledger.Balances.Find(command.Account, asset);
        return new OrderPreview
        {
            HeldAsset = ledger.Assets[asset].Name.ToString(),
            Available = place == 0 ? 0 : ledger.Balances[place].Available,
            FeeAsset = ledger.Assets[listing.QuoteAsset].Name.ToString(),
        };
    }

    private OrderPreview Draft(in PlaceOrder command, Listing listing, Timestamp now, OrderPreview preview)
    {
        var place = orders.Take();
        ref var order = ref orders[place];
        var reason = _draft.Write(command, id: 0, now, listing, ref order);
        if (reason == RefusalReason.None)
            reason = _draft.Check(order, listing);
        if (reason is RefusalReason.None or RefusalReason.InsufficientFunds)
            preview = preview with { Held = order.Required() };
        preview = reason == RefusalReason.None
            ? Submit(place, listing, preview)
            : preview with { Reason = reason };
        orders.Give(place);
        return preview;
    }

    private OrderPreview Submit(int place, Listing listing, OrderPreview preview)
    {
        ref var order = ref orders[place];
        if (order.Stop != 0)
            return preview with { Rests = order.Open };
        var house = ledger.Balances[ledger.Assets[listing.QuoteAsset].HouseBalance].Available;
        var fills = new ForeseenFills(place, orders, feeLeast: -house);
        if (listing.IsOnPaper)
            return Execute(place, listing, fills, preview);
        if (!order.IsByNotional && OrderDesk.WaitsForClose(order, listing))
            return preview with { Rests = order.Open };
        var foresight = floor.Foresee(place, listing);
        if (Floor.Translate(foresight.Reason) is var reason and not RefusalReason.None)
            return preview with { Reason = reason, Held = null };
        while (foresight.TryBest(out var ticks) && NextLots(place, listing, foresight.Rest, ticks) is var lots and > 0)
            foresight.Take(lots, (price, taken) => fills.Add(listing.PriceOf(price), listing.QuantityOf(taken)));
        preview = With(preview, fills);
        return foresight.IsUnfillable ? preview with { Ends = EndReason.FillOrKill }
            : foresight.IsStopped ? preview with { Ends = EndReason.SelfTrade }
            : order.IsByNotional ? preview with { Ends = order.Notional == 0 ? EndReason.None : EndReason.Immediate }
            : foresight.Rest == 0 ? preview
            : !foresight.WouldRest ? preview with { Ends = EndReason.Immediate }
            : foresight.HasRoom ? preview with { Rests = listing.QuantityOf(foresight.Rest) }
            : preview with { Ends = EndReason.NoRoom };
    }

    private long NextLots(int place, Listing listing, long rest, long ticks)
    {
        ref var order = ref orders[place];
        return order.IsByNotional
            ? listing.LotsOf(NotionalSweep.QuantityFor(order, listing.PriceOf(ticks), order.Open, listing))
            : rest;
    }

    /// <summary>As <see cref="PaperDesk"/> executes it, on the sketch.</summary>
    private OrderPreview Execute(int place, Listing listing, ForeseenFills fills, OrderPreview preview)
    {
        ref var order = ref orders[place];
        if (PaperDesk.WouldTake(order, order.Price, listing))
            return preview with { Reason = RefusalReason.WouldTake, Held = null };
        if (order.Lifetime == Lifetime.FillOrKill && !paper.IsWhole(order, listing))
            return preview with { Ends = EndReason.FillOrKill };
        while (order.Open > 0 && PaperDesk.NextQuantity(order, listing, out var price) is var quantity and > 0)
        {
            if (!paper.HasRoom(order, price, quantity, listing, fills.Quantity, fills.Value))
                return With(preview, fills) with { Ends = EndReason.NoRoom };
            listing.Paper!.Take(order.IsBuy, quantity, listing.Terms.Lot);
            fills.Add(price, quantity);
        }

        preview = With(preview, fills);
        var isDone = order.IsByNotional ? order.Notional == 0 : order.Open == 0;
        return isDone ? preview
            : PaperDesk.MayWait(order) ? preview with { Rests = order.Open }
            : preview with { Ends = EndReason.Immediate };
    }

    private static OrderPreview With(OrderPreview preview, ForeseenFills fills) => preview with
    {
        Fills = fills.Levels, Quantity = fills.Quantity, Value = fills.Value, Fee = fills.Fee,
    };

    /// <summary>On paper, what would be known of the market, for nobody else.</summary>
    private static Listing Sketch(Listing listing, SetReference? market, Timestamp now)
    {
        if (!listing.IsOnPaper)
            return listing;
        var sketch = listing.Sketch();
        if (market is { } told && ReferenceTerms.Of(told) == RefusalReason.None)
        {
            // Of some command: all that counts is that there was one.
            sketch.Paper!.Reference.Set(told, sequence: 1, now);
            sketch.LastPrice = told.LastPrice == 0 ? sketch.LastPrice : told.LastPrice;
        }

        return sketch;
    }
}
