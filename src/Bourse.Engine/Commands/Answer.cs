using Bourse.Exchange;
using Bourse.Market;

namespace Bourse.Engine;

/// <summary>What the exchange says to a command.</summary>
/// <param name="Reason">Why it was refused, or the first one was; none otherwise.</param>
/// <param name="Sequence">The command's in the orders journal; 0 when it was never taken.</param>
/// <param name="Number">
/// The id of the order it placed, which a repetition names again; or the number of the account, asset or instrument it
/// made. 0 for other commands.
/// </param>
/// <param name="Count">How many orders a mass cancel or a kill switch ended; 0 of other commands.</param>
/// <param name="BlotterSequence">The blotter's last record once all of the command's events are on it.</param>
public readonly record struct Answer(
    Outcome Outcome, RefusalReason Reason = RefusalReason.None, long Sequence = 0, long Number = 0,
    long BlotterSequence = 0, Timestamp Time = default, int Count = 0)
{
    /// <summary>It was carried out, now or when it first came.</summary>
    public bool IsDone => Outcome == Outcome.Accepted || (Outcome == Outcome.Repeated && Reason == RefusalReason.None);
}
