using Bourse.Engine;
using Bourse.Gateway.Rest;
using Microsoft.AspNetCore.Http;

namespace Bourse.Gateway.Trading;

/// <summary>Puts the operations of our own exchange onto their paths.</summary>
internal sealed class TradingRoutes(Routes routes)
{
    public void Map(Engine.Engine exchange, GatewayParts parts)
    {
        MapOrders(exchange);
        MapAccounts(exchange);
        MapInstruments(exchange, parts);
    }

    private void MapOrders(Engine.Engine exchange)
    {
        Add(PlaceEndpoint.Operation, new PlaceEndpoint(exchange).AnswerAsync);
        var orders = new OrderEndpoints(exchange, new OrderLookup(new OrderReader(exchange)));
        Add(OrderEndpoints.ShowOperation, orders.ShowAsync);
        Add(OrderEndpoints.ReplaceOperation, orders.ReplaceAsync);
        Add(OrderEndpoints.CancelOperation, orders.CancelAsync);
    }

    private void MapAccounts(Engine.Engine exchange)
    {
        Add(OpenAccountEndpoint.Operation, new OpenAccountEndpoint(exchange).AnswerAsync);
        var transfers = new TransferEndpoints(exchange);
        Add(TransferEndpoints.DepositOperation, transfers.DepositAsync);
        Add(TransferEndpoints.WithdrawOperation, transfers.WithdrawAsync);
        Add(PortfolioEndpoint.Operation, new PortfolioEndpoint(exchange).AnswerAsync);
    }

    private void MapInstruments(Engine.Engine exchange, GatewayParts parts)
    {
        Add(ListEndpoint.Operation, new ListEndpoint(exchange, parts.Ticks).AnswerAsync);
        Add(ExchangeBookEndpoint.Operation, new ExchangeBookEndpoint(exchange).AnswerAsync);
    }

    private void Add(Operation operation, RequestDelegate answer) => routes.Map(operation, CommandAnswer.Guarded(answer));
}
