using Bourse.Exchange;
using Bourse.Gateway.Trading;

namespace Bourse.Gateway.WebSocket;

/// <summary>The words that private events use for what the exchange numbers. They never change.</summary>
internal static class OrderWords
{
    /// <summary>"paper_taker" for PaperTaker.</summary>
    public static string Of<T>(T value)
        where T : struct, Enum => Named<T>.Words.TryGetValue(value, out var word) ? word : "unknown";

    public static string Of(Lifetime lifetime) => lifetime switch
    {
        Lifetime.GoodTillCancel => "gtc",
        Lifetime.ImmediateOrCancel => "ioc",
        Lifetime.FillOrKill => "fok",
        Lifetime.Day => "day",
        Lifetime.GoodTillDate => "gtd",
        Lifetime.Opening => "opg",
        Lifetime.Closing => "cls",
        _ => "unknown",
    };

    public static string Of(GroupKind kind) => kind switch
    {
        GroupKind.OneCancelsOther => "oco",
        GroupKind.OneTriggersOther => "oto",
        GroupKind.Bracket => "bracket",
        _ => "simple",
    };

    /// <summary>The event of an order that is over: cancelled by somebody, expired by time, or ended by a rule.</summary>
    public static string EventOf(EndReason why) => why switch
    {
        EndReason.Cancelled or EndReason.MassCancelled or EndReason.Killed => "cancelled",
        EndReason.Expired or EndReason.AuctionOver => "expired",
        _ => "ended",
    };

    private static class Named<T>
        where T : struct, Enum
    {
        public static readonly Dictionary<T, string> Words =
            Enum.GetValues<T>().Distinct().ToDictionary(value => value, value => AnswerProblem.CodeOf($"{value}"));
    }
}
