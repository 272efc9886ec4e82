using Bourse.Engine;
using Bourse.Gateway.Rest;
using Microsoft.AspNetCore.Http;

namespace Bourse.Gateway.Trading;

/// <summary>Puts the operations of our own exchange onto their paths.</summary>
internal sealed class TradingRoutes(Routes routes)
{
    public void Map(Engine.Engine exchange, GatewayParts parts)
    {
        MapOrders(exchange, parts);
        MapAccounts(exchange);
        MapInstruments(exchange, parts);
        MapKillSwitches(new KillEndpoints(exchange));
        Add(TradeSearchEndpoint.Operation, new TradeSearchEndpoint(exchange.Names, parts).AnswerAsync);
        Add(VolumeEndpoint.Operation, new VolumeEndpoint(exchange.Names, parts).AnswerAsync);
    }

    private void MapOrders(Engine.Engine exchange, GatewayParts parts)
    {
        var blotter = new OrderReader(exchange);
        var lookup = new OrderLookup(exchange, blotter, parts);
        var orders = new OrderEndpoints(exchange, lookup);
        var named = new ClientOrderEndpoints(exchange, lookup);
        Add(PlaceEndpoint.Operation, new PlaceEndpoint(exchange).AnswerAsync);
        Add(PreviewEndpoint.Operation, new PreviewEndpoint(exchange, parts.Clock).AnswerAsync);
        Add(OrderListEndpoint.Operation, new OrderListEndpoint(exchange, blotter, lookup, parts).AnswerAsync);
        Add(MassCancelEndpoint.Operation, new MassCancelEndpoint(exchange).AnswerAsync);
        Add(OrderEndpoints.ShowOperation, orders.ShowAsync);
        Add(OrderEndpoints.ReplaceOperation, orders.ReplaceAsync);
        Add(OrderEndpoints.CancelOperation, orders.CancelAsync);
        Add(ClientOrderEndpoints.ShowOperation, named.ShowAsync);
        Add(ClientOrderEndpoints.CancelOperation, named.CancelAsync);
    }

    private void MapAccounts(Engine.Engine exchange)
    {
        var accounts = new AccountEndpoints(exchange);
        var transfers = new TransferEndpoints(exchange);
        var limits = new LimitEndpoints(exchange);
        Add(AccountEndpoints.ListOperation, accounts.ListAsync);
        Add(AccountEndpoints.ShowOperation, accounts.ShowAsync);
        Add(OpenAccountEndpoint.Operation, new OpenAccountEndpoint(exchange).AnswerAsync);
        Add(TransferEndpoints.DepositOperation, transfers.DepositAsync);
        Add(TransferEndpoints.WithdrawOperation, transfers.WithdrawAsync);
        Add(LimitEndpoints.AccountOperation, limits.LimitAccountAsync);
        Add(LimitEndpoints.PositionOperation, limits.LimitPositionAsync);
        Add(PortfolioEndpoint.Operation, new PortfolioEndpoint(exchange).AnswerAsync);
    }

    private void MapInstruments(Engine.Engine exchange, GatewayParts parts)
    {
        var instruments = new InstrumentEndpoints(exchange);
        var tiers = new FeeTierEndpoints(exchange);
        Add(InstrumentEndpoints.ListOperation, instruments.ListAsync);
        Add(InstrumentEndpoints.ShowOperation, instruments.ShowAsync);
        Add(InstrumentEndpoints.ChangeOperation, instruments.ChangeAsync);
        Add(InstrumentEndpoints.PhaseOperation, instruments.SetPhaseAsync);
        Add(ListEndpoint.Operation, new ListEndpoint(exchange, parts.Ticks).AnswerAsync);
        Add(FeeTierEndpoints.SetOperation, tiers.SetAsync);
        Add(FeeTierEndpoints.RemoveOperation, tiers.RemoveAsync);
        Add(ExchangeBookEndpoint.Operation, new ExchangeBookEndpoint(exchange).AnswerAsync);
    }

    private void MapKillSwitches(KillEndpoints kills)
    {
        Add(KillEndpoints.AccountOperation, kills.SwitchAccountAsync);
        Add(KillEndpoints.InstrumentOperation, kills.SwitchInstrumentAsync);
        Add(KillEndpoints.VenueOperation, kills.SwitchVenueAsync);
    }

    private void Add(Operation operation, RequestDelegate answer) => routes.Map(operation, CommandAnswer.Guarded(answer));
}
