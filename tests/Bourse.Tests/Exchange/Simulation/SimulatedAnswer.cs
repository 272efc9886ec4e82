using Bourse.Engine;
using Bourse.Exchange;

namespace Bourse.Tests.Exchange;

/// <summary>What a command must be answered, by its events.</summary>
internal readonly record struct SimulatedAnswer(Outcome Outcome, RefusalReason Reason, long OrderId)
{
    public static SimulatedAnswer Of(Answer answer, CommandType type) =>
        new(answer.Outcome, answer.Reason, type == CommandType.PlaceOrder ? answer.Number : 0);

    public static SimulatedAnswer Of(BlotterPage page, CommandType type)
    {
        foreach (var record in page)
            switch (record.Type)
            {
                case EventType.Refused:
                    return new(Outcome.Refused, record.As<Refused>().Reason, 0);
                case EventType.Repeated:
                    var repeated = record.As<Repeated>();
                    return new(Outcome.Repeated, repeated.Reason, type == CommandType.PlaceOrder ? OrderIds.Of(repeated.First) : 0);
                case EventType.OrderAccepted when type == CommandType.PlaceOrder:
                    return new(Outcome.Accepted, RefusalReason.None, record.As<OrderAccepted>().OrderId);
                default:
                    break;
            }

        return new(Outcome.Accepted, RefusalReason.None, 0);
    }
}
