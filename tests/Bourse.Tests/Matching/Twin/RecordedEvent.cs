using Bourse.Market;
using Bourse.Matching;

namespace Bourse.Tests.Matching;

/// <summary>
/// One event of a book, as data. <paramref name="Detail"/> is the reason of a rejection or cancellation, the open rest
/// of a reduction, the orders of a level or the surplus of an auction; <paramref name="Other"/> the maker of a trade or
/// the command of a rejection.
/// </summary>
internal readonly record struct RecordedEvent(
    EventKind Kind, ulong Id, Side Side, long Price, long Quantity, long Detail = 0, ulong Other = 0)
{
    /// <summary>The event as a story writes it after "=".</summary>
    public override string ToString() => Kind switch
    {
        EventKind.Accepted => $"accepted {Id} {Lots}",
        EventKind.Rejected => $"rejected {Words.Of((BookCommand)Other)} {Id} {Words.Of((RejectReason)Detail)}",
        EventKind.Traded => $"trade {Quantity} @ {Price} {Id}x{Other}{(Side == Side.Unknown ? " auction" : "")}",
        EventKind.Cancelled => $"cancelled {Id} {Lots} {Words.Of((CancelReason)Detail)}",
        EventKind.Replaced => $"replaced {Id} {Lots}",
        EventKind.Reduced => $"reduced {Id} {Words.Of(Side)} @ {Price} by {Quantity} to {Detail}",
        EventKind.Refilled => $"refilled {Id} {Lots}",
        EventKind.LevelChanged => $"level {Lots} in {Detail}",
        _ when Quantity == 0 => "auction none",
        _ => $"auction {Quantity} @ {Price}" + (Detail == 0 ? "" : $" surplus {Detail} {Words.Of(Side)}"),
    };

    private string Lots => $"{Words.Of(Side)} {Quantity} @ {Price}";
}
