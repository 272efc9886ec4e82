using System.Numerics;

namespace Bourse.Tests.Exchange;

/// <summary>A position of the <see cref="NaiveExchange"/>: average cost, closing first.</summary>
internal sealed class NaivePosition
{
    public BigInteger Limit { get; set; }
    public BigInteger Quantity { get; private set; }
    public BigInteger Cost { get; private set; }
    public BigInteger Realised { get; private set; }
    public BigInteger Fees { get; private set; }

    public void Trade(bool isBuy, BigInteger quantity, BigInteger value, BigInteger fee)
    {
        Fees += fee;
        var signed = isBuy ? quantity : -quantity;
        var paid = isBuy ? value : -value;
        if (Quantity.Sign * signed.Sign < 0)
        {
            var closing = BigInteger.Min(quantity, BigInteger.Abs(Quantity));
            var closed = paid * closing / quantity;
            var cost = Cost * closing / BigInteger.Abs(Quantity);
            Realised -= closed + cost;
            Cost -= cost;
            paid -= closed;
        }

        Quantity += signed;
        Cost += paid;
    }
}
