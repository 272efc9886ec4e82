using System.Text;
using Bourse.Engine;
using Bourse.Exchange;
using Bourse.Gateway.Rest;
using Bourse.Records;
using Microsoft.AspNetCore.Http;

namespace Bourse.Gateway.Trading;

/// <summary>The problem that an answer of the exchange is, where it is one.</summary>
internal static class AnswerProblem
{
    private static readonly Dictionary<RefusalReason, string> Codes =
        Enum.GetValues<RefusalReason>().ToDictionary(reason => reason, reason => CodeOf(reason.ToString()));

    /// <summary>Null when the command was carried out, now or when it first came.</summary>
    public static Problem? Of(in Answer answer) => answer.Outcome switch
    {
        Outcome.Accepted => null,
        Outcome.Repeated or Outcome.Refused => answer.Reason == RefusalReason.None ? null : Of(answer.Reason),
        Outcome.Full => Unavailable(ProblemCode.ExchangeBusy, "Too many commands wait; nothing has happened."),
        Outcome.ReadOnly => Unavailable(
            ProblemCode.ExchangeReadOnly, "The exchange's disk takes no records; nothing has happened."),
        Outcome.Stopping => Unavailable(
            ProblemCode.ExchangeStopping, "The exchange is stopping; nothing has happened."),
        _ => Unavailable(
            ProblemCode.OutcomeUnknown,
            "The disk failed before the command was safe; send it again with the same key to know."),
    };

    public static Problem Of(EngineUnavailableException fault) =>
        Unavailable(ProblemCode.ExchangeReadOnly, fault.Message);

    /// <summary>What the database said stays here: it may name the server.</summary>
    public static Problem Of(RecordsUnavailableException _) => Unavailable(
        ProblemCode.RecordsUnavailable, "The records do not answer now; trading goes on.");

    public static string CodeOf(RefusalReason reason) => Codes[reason];

    private static Problem Of(RefusalReason reason) => new(
        StatusOf(reason), CodeOf(reason), $"The exchange refused it: {CodeOf(reason).Replace('_', ' ')}.");

    private static Problem Unavailable(string code, string detail) =>
        new(StatusCodes.Status503ServiceUnavailable, code, detail);

    public static int StatusOf(RefusalReason reason) => reason switch
    {
        RefusalReason.InsufficientFunds => StatusCodes.Status402PaymentRequired,
        RefusalReason.AccountUnknown or RefusalReason.AssetUnknown or RefusalReason.InstrumentUnknown
            or RefusalReason.OrderUnknown => StatusCodes.Status404NotFound,
        RefusalReason.ClientIdTaken or RefusalReason.NameTaken => StatusCodes.Status409Conflict,
        RefusalReason.CommandUnknown or RefusalReason.VersionUnknown or RefusalReason.LengthWrong
            or RefusalReason.Malformed => StatusCodes.Status400BadRequest,
        RefusalReason.ClientIdsFull or RefusalReason.BookFull or RefusalReason.Full =>
            StatusCodes.Status503ServiceUnavailable,
        _ => StatusCodes.Status422UnprocessableEntity,
    };

    /// <summary>"InsufficientFunds" is insufficient_funds.</summary>
    public static string CodeOf(string name)
    {
        var code = new StringBuilder();
        foreach (var letter in name)
            code.Append(char.IsUpper(letter) && code.Length > 0 ? "_" : "").Append(char.ToLowerInvariant(letter));
        return code.ToString();
    }
}
