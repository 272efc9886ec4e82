using Bourse.Exchange;
using Bourse.Market;

namespace Bourse.Records;

/// <summary>
/// An order and what has become of it, refused ones included. Amounts in 10⁻⁸, times in nanoseconds since 1970.
/// </summary>
public sealed class OrderRow
{
    /// <summary>The exchange's: the sequence of its command × 10, and its leg.</summary>
    public long Id { get; init; }

    public int Account { get; init; }

    /// <summary>0 of one that was refused before its instrument was known.</summary>
    public int Instrument { get; init; }

    public Side Side { get; init; }

    public OrderKind Kind { get; init; }

    public Lifetime Lifetime { get; init; }

    public OrderRowStatus Status { get; set; }

    public EndReason EndReason { get; set; }

    public RefusalReason Refusal { get; init; }

    public long Price { get; set; }

    public long StopPrice { get; set; }

    /// <summary>Filled and open together; 0 for an order by notional.</summary>
    public long Quantity { get; set; }

    public long Notional { get; init; }

    public long Filled { get; set; }

    /// <summary>What its fills were worth.</summary>
    public long Value { get; set; }

    public long Fees { get; set; }

    public int Session { get; init; }

    public required string ClientId { get; init; }

    public long Time { get; init; }

    /// <summary>When and with which record of the blotter it changed last.</summary>
    public long Updated { get; set; }

    public long BlotterSequence { get; set; }
}
