using System.Runtime.CompilerServices;

namespace Bourse.Matching;

/// <summary>An order on its way through the other side.</summary>
internal struct Taker
{
    public ulong Id;

    /// <summary>0 when it buys, 1 when it sells.</summary>
    public int Side;

    /// <summary>Its price as a key of its own side.</summary>
    public long Key;

    /// <summary>Its price, 0 for a market order.</summary>
    public long Price;

    /// <summary>Lots still to be taken.</summary>
    public long Rest;
    public int Owner;
    public SelfTradePrevention Prevention;

    /// <summary>Self-trade prevention has ended it.</summary>
    public bool IsStopped;

    /// <summary>Its price as a key of the side that it takes from: that level and better ones.</summary>
    public readonly long Limit => ~Key;

    public readonly bool IsDone => Rest == 0 || IsStopped;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Taker Of(in NewOrder order)
    {
        var side = MirroredPrice.Index(order.Side);
        return new Taker
        {
            Id = order.Id,
            Side = side,
            Key = order.Type == OrderType.Market ? MirroredPrice.Market : MirroredPrice.Key(order.Price, side),
            Price = order.Type == OrderType.Market ? 0 : order.Price,
            Rest = order.Quantity,
            Owner = order.Owner,
            Prevention = order.SelfTradePrevention,
        };
    }

    public readonly bool Avoids(in OrderNode maker) =>
        Prevention != SelfTradePrevention.None && Owner != 0 && maker.Owner == Owner;

    public readonly bool Avoids(int owner) =>
        Prevention != SelfTradePrevention.None && Owner != 0 && owner == Owner;
}
