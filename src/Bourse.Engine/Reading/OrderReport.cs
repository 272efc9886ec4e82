using Bourse.Exchange;
using Bourse.Market;

namespace Bourse.Engine;

/// <summary>All that became of an order up to a record of the blotter. Amounts in 10⁻⁸.</summary>
public sealed record OrderReport(
    long Id, string Account, string Symbol, Side Side, OrderKind Kind, Lifetime Lifetime, string ClientId,
    Timestamp Time)
{
    public OrderStatus Status { get; set; } = OrderStatus.Open;

    /// <summary>When it ends by itself, in nanoseconds since 1970; 0 never.</summary>
    public long ExpiresAt { get; init; }

    /// <summary>The worst price it may trade at.</summary>
    public long Price { get; set; }

    /// <summary>Filled and open together; 0 for an order by notional.</summary>
    public long Quantity { get; set; }

    /// <summary>Of a stop, the price it waits for, or was triggered by: of a trailing one the last.</summary>
    public long StopPrice { get; set; }

    /// <summary>How far a trailing stop stays from the best price: so much, or so many millionths of it.</summary>
    public long Trail { get; init; }
    public int TrailRate { get; init; }

    public bool IsTriggered { get; set; }

    public long Filled { get; set; }

    /// <summary>What its fills were worth; null where that was not asked of the blotter.</summary>
    public Int128? Value { get; set; } = 0;

    /// <summary>Charged so far, less rebates.</summary>
    public long Fees { get; set; }

    /// <summary>Why it ended; none unless it has.</summary>
    public EndReason Why { get; set; }

    /// <summary>Why it was refused; none unless it was.</summary>
    public RefusalReason Reason { get; set; }

    /// <summary>Everything up to this record of the blotter is in it.</summary>
    public long BlotterSequence { get; set; }
}
