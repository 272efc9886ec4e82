using Bourse.Engine;
using Bourse.Exchange;
using Bourse.Market;
using Bourse.Records;

namespace Bourse.Gateway.Trading;

/// <summary>
/// Finds out what became of an order: an open one from the exchange's state, others from the records, and from the blotter
/// where these are behind, or there are none. Any thread.
/// </summary>
internal sealed class OrderLookup(Engine.Engine engine, OrderReader blotter, GatewayParts parts)
{
    private readonly OrderSearch? _records = parts.Records is { } records ? new OrderSearch(records) : null;

    /// <summary>Null when there is no such order.</summary>
    /// <exception cref="EngineUnavailableException">The exchange is stopping, or its disk has failed.</exception>
    public async Task<OrderReport?> FindAsync(long id, CancellationToken stopping)
    {
        if (id <= 0)
            return null;
        var (until, open) = await engine.AskAsync(view => (view.BlotterSequence, view.OpenOrder(id)));
        if (open is { } now && blotter.Of(now, until) is { Value: not null } report)
            return report;
        var row = await RowAsync(id, stopping);
        if (open is { } other && row?.Filled == other.Filled)
        {
            report = blotter.Of(other, until);
            report.Value = row.Value;
            return report;
        }

        if (open is null && row is { Status: not OrderRowStatus.Open })
            return Of(row, until);
        return await blotter.FindAsync(id, stopping);
    }

    /// <summary>An order as the records have it.</summary>
    public OrderReport Of(OrderRow row, long blotterSequence) => new(
        row.Id, engine.Names.AccountName(row.Account), engine.Names.Symbol(row.Instrument), row.Side, row.Kind, row.Lifetime,
        row.ClientId, new Timestamp(row.Time))
    {
        Status = row.Status switch
        {
            OrderRowStatus.Refused => OrderStatus.Refused,
            OrderRowStatus.Open => OrderStatus.Open,
            OrderRowStatus.Filled => OrderStatus.Filled,
            _ => OrderStatus.Ended,
        },
        Price = row.Price,
        StopPrice = row.StopPrice,
        Quantity = row.Quantity,
        Filled = row.Filled,
        Value = row.Value,
        Fees = row.Fees,
        Why = row.EndReason,
        Reason = row.Refusal,
        // What a stop traded, or could not, it did once its price had come.
        IsTriggered = row.Filled > 0 || row.EndReason == EndReason.Immediate,
        BlotterSequence = blotterSequence,
    };

    private async Task<OrderRow?> RowAsync(long id, CancellationToken stopping)
    {
        try
        {
            return _records is null ? null : await _records.FindAsync(id, stopping);
        }
        catch (RecordsUnavailableException)
        {
            return null;
        }
    }
}
