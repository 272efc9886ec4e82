using System.Numerics;
using Bourse.Exchange;
using Bourse.Market;

namespace Bourse.Tests.Exchange;

/// <summary>An open order of the <see cref="NaiveExchange"/>.</summary>
internal sealed class NaiveOrder(long id, PlaceOrder terms, InstrumentTerms instrument)
{
    private static readonly BigInteger One = Preparation.One;
    private static readonly BigInteger Million = 1_000_000;

    public long Id => id;

    /// <summary>The sequence of the command that it came with.</summary>
    public long Command => id / 10;
    public PlaceOrder Terms => terms;
    public int Account => terms.Account;
    public int Instrument => terms.Instrument;
    public bool IsBuy => terms.Side == Side.Buy;
    public bool IsByNotional => terms.Notional != 0;
    public bool IsReduceOnly => (terms.Flags & OrderFlags.ReduceOnly) != 0;
    public bool IsPostOnly => (terms.Flags & OrderFlags.PostOnly) != 0;
    public int Leg => (int)(id % 10);
    public NaiveGroup? Group { get; init; }
    public bool IsParked { get; set; }
    public BigInteger Stop { get; set; }
    public BigInteger Mark { get; set; }

    /// <summary>On paper, since which command it waits at its price; 0 while it does not wait.</summary>
    public long Since { get; set; }
    public BigInteger Price { get; set; } = terms.Price;
    public BigInteger Quantity { get; set; } = terms.Quantity;
    public BigInteger Open { get; set; } = terms.Quantity;
    public BigInteger Notional { get; set; } = terms.Notional;
    public BigInteger Accrued { get; set; }
    public BigInteger Charged { get; set; }

    public static BigInteger Value(BigInteger price, BigInteger quantity) => price * quantity / One;

    public int Rate(FillRole role) => role is FillRole.Maker or FillRole.PaperMaker ? instrument.MakerRate : instrument.TakerRate;

    /// <summary>What a fill of this value would still charge.</summary>
    public BigInteger Fee(BigInteger value, int rate) => Ceiling(Accrued + value * rate) - Charged;

    /// <summary>What is held for it; of the stop of a pair, what the pair needs beside its limit.</summary>
    public BigInteger Required() => Group?.Covers(this) == true ? Group.Beside : RequiredAlone();

    public BigInteger RequiredAlone()
    {
        if (!IsBuy || IsByNotional)
            return IsBuy ? Notional : Open;
        var value = Value(Price, Open);
        return value + BigInteger.Max(0, Fee(value, Math.Max(instrument.MakerRate, instrument.TakerRate)));
    }

    private static BigInteger Ceiling(BigInteger millionths)
    {
        var floor = BigInteger.DivRem(millionths, Million, out var rest);
        return rest > 0 ? floor + 1 : floor;
    }
}
