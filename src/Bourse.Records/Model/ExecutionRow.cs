using Bourse.Exchange;
using Bourse.Market;

namespace Bourse.Records;

/// <summary>One side of a trade. Amounts in 10⁻⁸.</summary>
public sealed class ExecutionRow
{
    /// <summary>The blotter's record: unique, and in the order in which it happened.</summary>
    public long BlotterSequence { get; init; }

    public long OrderId { get; init; }

    public int Account { get; init; }

    public int Instrument { get; init; }

    public Side Side { get; init; }

    public FillRole Role { get; init; }

    /// <summary>The trade's number in its instrument; on paper the reference's sequence.</summary>
    public long Trade { get; init; }

    public long Price { get; init; }

    public long Quantity { get; init; }

    public long Value { get; init; }

    public long Fee { get; init; }

    /// <summary>The exchange's, nanoseconds since 1970.</summary>
    public long Time { get; init; }
}
