using System.Runtime.CompilerServices;

namespace Bourse.Exchange;

/// <summary>
/// What a snapshot has of each record, in its order: docs/formats/exchange-snapshot.md. A field that is not here is
/// made anew when a snapshot is read, or has no meaning between two commands.
/// </summary>
internal static class RecordFields
{
    public static void Copy<T>(ref T fields, ref VenueRecord venue)
        where T : struct, IFields
    {
        fields.Copy(ref venue.LastSequence);
        fields.Copy(ref venue.Time);
        fields.Copy(ref venue.Charter);
        fields.Copy(ref venue.IsKilled);
        fields.Copy(ref venue.ClientIdWindow);
        fields.CopyNumber(ref venue.FirstEndedClientId, Numbered.ClientId);
        fields.CopyNumber(ref venue.LastEndedClientId, Numbered.ClientId);
        fields.CopyNumber(ref venue.Due.First, Numbered.Order);
        fields.CopyNumber(ref venue.Due.Last, Numbered.Order);
    }

    public static void Copy<T>(ref T fields, ref Account account)
        where T : struct, IFields
    {
        fields.Copy(ref account.Name);
        fields.Copy(ref account.Number);
        fields.Copy(ref account.Group);
        fields.Copy(ref account.OpenOrders);
        fields.Copy(ref account.OpenOrdersMax);
        fields.Copy(ref account.OrderValueMax);
        fields.Copy(ref account.IsKilled);
        fields.CopyNumber(ref account.Orders.First, Numbered.Order);
        fields.CopyNumber(ref account.Orders.Last, Numbered.Order);
        fields.CopyNumber(ref account.FirstBalance, Numbered.Balance);
        fields.CopyNumber(ref account.FirstPosition, Numbered.Position);
    }

    public static void Copy<T>(ref T fields, ref Balance balance)
        where T : struct, IFields
    {
        fields.CopyNumber(ref balance.Account, Numbered.Account);
        fields.CopyNumber(ref balance.Asset, Numbered.Asset);
        fields.Copy(ref balance.Total);
        fields.Copy(ref balance.Held);
        fields.CopyNumber(ref balance.NextOfAccount, Numbered.Balance);
        fields.CopyNumber(ref balance.Volume, Numbered.Volume);
    }

    public static void Copy<T>(ref T fields, ref Volume volume)
        where T : struct, IFields
    {
        fields.Copy(ref volume.Values);
        fields.Copy(ref volume.Day);
        fields.Copy(ref volume.Sum);
    }

    public static void Copy<T>(ref T fields, ref Position position)
        where T : struct, IFields
    {
        fields.CopyNumber(ref position.Account, Numbered.Account);
        fields.CopyNumber(ref position.Instrument, Numbered.Listing);
        fields.CopyNumber(ref position.NextOfAccount, Numbered.Position);
        fields.Copy(ref position.Quantity);
        fields.Copy(ref position.OpenBuys);
        fields.Copy(ref position.OpenSells);
        fields.Copy(ref position.Limit);
        fields.Copy(ref position.Cost);
        fields.Copy(ref position.Realised);
        fields.Copy(ref position.Fees);
        fields.CopyNumber(ref position.Reducing.First, Numbered.Order);
        fields.CopyNumber(ref position.Reducing.Last, Numbered.Order);
        fields.Copy(ref position.OpenReducing);
    }

    public static void Copy<T>(ref T fields, ref AddAsset asset)
        where T : struct, IFields => fields.Copy(ref asset.Name);

    public static void Copy<T>(ref T fields, Asset asset)
        where T : struct, IFields
    {
        asset.Supply = Copy(ref fields, asset.Supply);
        asset.Deposited = Copy(ref fields, asset.Deposited);
    }

    public static void Copy<T>(ref T fields, ref FeeTier tier)
        where T : struct, IFields
    {
        fields.Copy(ref tier.IsOn);
        fields.Copy(ref tier.ValueMin);
        fields.Copy(ref tier.MakerRate);
        fields.Copy(ref tier.TakerRate);
    }

    public static void Copy<T>(ref T fields, ref ClientId id)
        where T : struct, IFields
    {
        fields.Copy(ref id.Text);
        fields.CopyNumber(ref id.Account, Numbered.Account);
        fields.CopyNumber(ref id.Next, Numbered.ClientId);
        fields.Copy(ref id.BodyHash);
        fields.Copy(ref id.Sequence);
        fields.Copy(ref id.EndedAt);
        fields.Copy(ref id.Reason);
        fields.Copy(ref id.Command);
    }

    public static void Copy<T>(ref T fields, ref Order order)
        where T : struct, IFields
    {
        fields.Copy(ref order.Id);
        fields.CopyNumber(ref order.Account, Numbered.Account);
        fields.CopyNumber(ref order.Instrument, Numbered.Listing);
        fields.Copy(ref order.Side);
        fields.Copy(ref order.Kind);
        fields.Copy(ref order.Lifetime);
        fields.Copy(ref order.SelfTradePrevention);
        fields.Copy(ref order.Flags);
        fields.Copy(ref order.Price);
        fields.Copy(ref order.Quantity);
        fields.Copy(ref order.Open);
        fields.Copy(ref order.Display);
        fields.Copy(ref order.Notional);
        fields.Copy(ref order.IsByNotional);
        fields.Copy(ref order.IsOpen);
        fields.Copy(ref order.IsParked);
        fields.Copy(ref order.ExpiresAt);
        fields.Copy(ref order.PaperSince);
        fields.Copy(ref order.Session);
        fields.Copy(ref order.Held);
        fields.Copy(ref order.FeeAccrued);
        fields.Copy(ref order.FeeCharged);
        fields.Copy(ref order.MakerRate);
        fields.Copy(ref order.TakerRate);
        fields.CopyNumber(ref order.QuoteBalance, Numbered.Balance);
        fields.CopyNumber(ref order.BaseBalance, Numbered.Balance);
        fields.CopyNumber(ref order.Position, Numbered.Position);
        fields.CopyNumber(ref order.ClientId, Numbered.ClientId);
        fields.CopyNumber(ref order.InAccount.Next, Numbered.Order);
        fields.CopyNumber(ref order.InAccount.Prev, Numbered.Order);
        fields.CopyNumber(ref order.InListing.Next, Numbered.Order);
        fields.CopyNumber(ref order.InListing.Prev, Numbered.Order);
        fields.CopyNumber(ref order.InReducing.Next, Numbered.Order);
        fields.CopyNumber(ref order.InReducing.Prev, Numbered.Order);
        fields.CopyNumber(ref order.Stop, Numbered.Stop);
        fields.CopyNumber(ref order.Group, Numbered.Group);
        fields.Copy(ref order.IsCovered);
    }

    public static void Copy<T>(ref T fields, ref Group group)
        where T : struct, IFields
    {
        fields.Copy(ref group.Kind);
        fields.CopyNumber(ref group.Parent, Numbered.Order);
        fields.CopyNumber(ref group.First, Numbered.Order);
        fields.CopyNumber(ref group.Second, Numbered.Order);
        fields.Copy(ref group.Quantity);
        fields.Copy(ref group.Owed);
        fields.Copy(ref group.ToCome);
        fields.Copy(ref group.HasFilled);
        fields.Copy(ref group.HasTriggered);
        fields.CopyNumber(ref group.ClientId, Numbered.ClientId);
    }

    public static void Copy<T>(ref T fields, ref Stop stop)
        where T : struct, IFields
    {
        fields.Copy(ref stop.Price);
        fields.Copy(ref stop.Trail);
        fields.Copy(ref stop.TrailRate);
        fields.Copy(ref stop.Mark);
        fields.Copy(ref stop.IsDue);
        fields.CopyNumber(ref stop.InDue.Next, Numbered.Order);
        fields.CopyNumber(ref stop.InDue.Prev, Numbered.Order);
        fields.Copy(ref stop.IsTrailing);
        fields.CopyNumber(ref stop.InTrailing.Next, Numbered.Order);
        fields.CopyNumber(ref stop.InTrailing.Prev, Numbered.Order);
    }

    public static void Copy<T>(ref T fields, ref ListInstrument listing)
        where T : struct, IFields
    {
        fields.Copy(ref listing.Symbol);
        fields.CopyNumber(ref listing.BaseAsset, Numbered.Asset);
        fields.CopyNumber(ref listing.QuoteAsset, Numbered.Asset);
        fields.Copy(ref listing.Execution);
    }

    public static void Copy<T>(ref T fields, Listing listing)
        where T : struct, IFields
    {
        fields.Copy(ref listing.Terms);
        listing.Version = Copy(ref fields, listing.Version);
        listing.Trades = Copy(ref fields, listing.Trades);
        listing.LastPrice = Copy(ref fields, listing.LastPrice);
        listing.Phase = Copy(ref fields, listing.Phase);
        listing.IsIndicationDue = Copy(ref fields, listing.IsIndicationDue);
        fields.Copy(ref listing.Recent);
        listing.LimitSince = Copy(ref fields, listing.LimitSince);
        listing.PausedUntil = Copy(ref fields, listing.PausedUntil);
        listing.IsKilled = Copy(ref fields, listing.IsKilled);
        listing.OpenOrders = Copy(ref fields, listing.OpenOrders);
        fields.CopyNumber(ref listing.Orders.First, Numbered.Order);
        fields.CopyNumber(ref listing.Orders.Last, Numbered.Order);
        fields.CopyNumber(ref listing.Stops.TrailingBuys.First, Numbered.Order);
        fields.CopyNumber(ref listing.Stops.TrailingBuys.Last, Numbered.Order);
        fields.CopyNumber(ref listing.Stops.TrailingSells.First, Numbered.Order);
        fields.CopyNumber(ref listing.Stops.TrailingSells.Last, Numbered.Order);
    }

    public static void Copy<T>(ref T fields, ref PaperReference reference)
        where T : struct, IFields
    {
        fields.Copy(ref reference.Sequence);
        fields.Copy(ref reference.ArrivedAt);
        fields.Copy(ref reference.MarketTime);
        fields.Copy(ref reference.QuoteTime);
        fields.Copy(ref reference.LastPrice);
        fields.Copy(ref reference.LastTime);
        fields.Copy(ref reference.Bids);
        fields.Copy(ref reference.Asks);
    }

    public static void Copy<T>(ref T fields, ref QueuedOrder queued)
        where T : struct, IFields
    {
        fields.CopyNumber(ref queued.Order, Numbered.Order);
        fields.Copy(ref queued.Shown);
        fields.Copy(ref queued.Display);
    }

    // Of a property, which cannot be passed on as a field can.
    private static TValue Copy<T, TValue>(
        ref T fields, TValue value, [CallerArgumentExpression(nameof(value))] string name = "")
        where T : struct, IFields
        where TValue : unmanaged
    {
        fields.Copy(ref value, name);
        return value;
    }
}
