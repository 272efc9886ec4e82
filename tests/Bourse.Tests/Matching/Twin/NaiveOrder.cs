using Bourse.Market;
using Bourse.Matching;

namespace Bourse.Tests.Matching;

/// <summary>An order of the <see cref="NaiveBook"/>; until it rests, all it has is shown.</summary>
internal sealed class NaiveOrder(ulong id, Side side, bool isMarket, long price, long quantity, long display, int owner)
{
    public ulong Id => id;
    public Side Side => side;
    public bool IsMarket => isMarket;
    public long Price { get; } = isMarket ? 0 : price;
    public long Shown { get; set; } = quantity;
    public long Hidden { get; set; }
    public long Display => display;
    public int Owner => owner;
    public long Open => Shown + Hidden;

    public RestingOrder AsResting => new(Id, Side, Price, Shown, Hidden, Display, Owner);

    public static NaiveOrder Of(in NewOrder order) => new(
        order.Id, order.Side, order.Type == OrderType.Market, order.Price, order.Quantity, order.Display, order.Owner);

    /// <summary>What a replacement makes of it.</summary>
    public NaiveOrder With(long newPrice, long newQuantity) =>
        new(Id, Side, IsMarket, newPrice, newQuantity, Display, Owner);

    public bool Crosses(NaiveOrder maker) =>
        IsMarket || (Side == Side.Buy ? Price >= maker.Price : Price <= maker.Price);

    /// <summary>Whether it stands before another of its side though it came later.</summary>
    public bool Beats(NaiveOrder other) =>
        !other.IsMarket && (IsMarket || (Side == Side.Buy ? Price > other.Price : Price < other.Price));

    public bool SharesLevelWith(NaiveOrder other) => IsMarket == other.IsMarket && Price == other.Price;

    /// <summary>Shows as much of <paramref name="lots"/> as its display and its level allow, and hides the rest.</summary>
    public void Show(long lots, long room)
    {
        Shown = Math.Min(Display == 0 ? lots : Math.Min(lots, Display), room);
        Hidden = lots - Shown;
    }

    /// <summary>Hidden lots go before shown ones.</summary>
    public void Lose(long lots)
    {
        var fromHidden = Math.Min(lots, Hidden);
        Hidden -= fromHidden;
        Shown -= lots - fromHidden;
    }

    /// <summary>The shown slice goes, then the next ones, one after the other, each as large as the display.</summary>
    public void TradeInAuction(long lots, long room)
    {
        var open = Open - lots;
        var ofSlice = lots < Shown || open == 0 ? 0 : (lots - Shown) % Display;
        var shown = lots < Shown ? Shown - lots : Math.Min(Display, open + ofSlice) - ofSlice;
        Shown = Math.Min(shown, room);
        Hidden = open - Shown;
    }
}
