using Bourse.Matching;

namespace Bourse.Exchange;

/// <summary>What would become of an order, were it placed now. Amounts in 10⁻⁸.</summary>
public sealed record OrderPreview
{
    /// <summary>Why it would be refused; none when it would be taken.</summary>
    public RefusalReason Reason { get; init; }

    /// <summary>Its client id names a command that came before, whose answer it would get, and nothing would happen.</summary>
    public bool IsRepeated { get; init; }

    /// <summary>The asset that it would be held of; empty where the instrument is not known.</summary>
    public string HeldAsset { get; init; } = "";

    /// <summary>What is there of that asset now and not held.</summary>
    public long Available { get; init; }

    /// <summary>
    /// What would be held when it comes, before it trades; null when it would be refused, unless for lack of just that.
    /// </summary>
    public long? Held { get; init; }

    /// <summary>The asset in which fees are paid; empty where the instrument is not known.</summary>
    public string FeeAsset { get; init; } = "";

    /// <summary>The prices at which it would trade at once, the first <see cref="FillsMax"/>.</summary>
    public IReadOnlyList<DepthLevel> Fills { get; init; } = [];

    /// <summary>What it would trade at once, at all prices.</summary>
    public long Quantity { get; init; }
    public long Value { get; init; }
    public long Fee { get; init; }

    /// <summary>What would then be open of it: in the book, or waiting for its price or an auction.</summary>
    public long Rests { get; init; }

    /// <summary>Why what it does not trade would end at once; none when nothing would.</summary>
    public EndReason Ends { get; init; }

    /// <summary>Prices that are told at most.</summary>
    public const int FillsMax = 50;
}
