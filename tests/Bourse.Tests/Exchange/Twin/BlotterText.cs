using Bourse.Exchange;

namespace Bourse.Tests.Exchange;

/// <summary>The events of a page as lines.</summary>
internal static class BlotterText
{
    public static List<string> Of(BlotterPage page)
    {
        var lines = new List<string>();
        foreach (var record in page)
            lines.Add(Of(record));
        return lines;
    }

    public static string Of(BlotterRecord record)
    {
        var account = record.Header.Account;
        switch (record.Type)
        {
            case EventType.Refused:
                var refused = record.As<Refused>();
                return Lines.Refused(refused.Command, account, refused.OrderId, refused.ClientId.ToString(), refused.Reason);
            case EventType.Repeated:
                var repeated = record.As<Repeated>();
                return Lines.Repeated(
                    repeated.Command, account, repeated.First, repeated.Reason, repeated.ClientId.ToString());
            case EventType.AccountOpened:
                var opened = record.As<AccountOpened>();
                return Lines.Opened(account, opened.Group, opened.Name.ToString());
            case EventType.AssetAdded:
                var added = record.As<AssetAdded>();
                return Lines.Added(added.Asset, added.Name.ToString());
            case EventType.InstrumentSet:
                var set = record.As<InstrumentSet>();
                return Lines.Set(
                    set.Instrument, set.Version, set.Symbol.ToString(), set.QuoteAsset, set.BaseAsset, set.Terms,
                    set.Execution);
            case EventType.Transferred:
                var moved = record.As<Transferred>();
                return Lines.Transferred(account, moved.Asset, moved.Amount, moved.ClientId.ToString());
            case EventType.AccountLimited:
                var limited = record.As<AccountLimited>();
                return Lines.Limited(account, limited.OpenOrdersMax, limited.OrderValueMax);
            case EventType.PositionLimited:
                var position = record.As<PositionLimited>();
                return Lines.PositionLimited(account, position.Instrument, position.QuantityMax);
            default:
                return OfOrder(record, account);
        }
    }

    private static string OfOrder(BlotterRecord record, int account)
    {
        switch (record.Type)
        {
            case EventType.OrderAccepted:
                var order = record.As<OrderAccepted>();
                return Lines.Accepted(
                    order.OrderId, account, order.Instrument, order.Side, order.Kind, order.Lifetime,
                    order.SelfTradePrevention, order.Flags, order.Price, order.Quantity, order.Notional, order.Display,
                    order.ExpiresAt, order.Session, order.StopPrice, order.Trail, order.TrailRate, order.Group,
                    order.ClientId.ToString());
            case EventType.OrderReplaced:
                var replaced = record.As<OrderReplaced>();
                return Lines.Replaced(
                    replaced.OrderId, replaced.Instrument, replaced.Price, replaced.Quantity, replaced.Open,
                    replaced.StopPrice);
            case EventType.OrderReduced:
                var reduced = record.As<OrderReduced>();
                return Lines.Reduced(reduced.OrderId, reduced.Instrument, reduced.By, reduced.Open, reduced.Why);
            case EventType.OrderTriggered:
                var triggered = record.As<OrderTriggered>();
                return Lines.Triggered(
                    triggered.OrderId, account, triggered.Instrument, triggered.Side, triggered.StopPrice,
                    triggered.TriggerPrice, triggered.Price);
            case EventType.OrderActivated:
                var activated = record.As<OrderActivated>();
                return Lines.Activated(activated.OrderId, activated.Instrument, activated.By, activated.Open);
            case EventType.OrderFilled:
                var filled = record.As<OrderFilled>();
                return Lines.Filled(
                    filled.OrderId, account, filled.Instrument, filled.Side, filled.Role, filled.Trade, filled.Price,
                    filled.Quantity, filled.Value, filled.Fee, filled.Open);
            case EventType.OrderEnded:
                var ended = record.As<OrderEnded>();
                return Lines.Ended(
                    ended.OrderId, account, ended.Instrument, ended.Side, ended.Why, ended.Quantity, ended.Notional);
            case EventType.Traded:
                var trade = record.As<Traded>();
                return Lines.Traded(
                    trade.Instrument, trade.TakerSide, trade.Price, trade.Quantity, trade.BuyOrder, trade.SellOrder);
            default:
                return OfState(record, account);
        }
    }

    private static string OfState(BlotterRecord record, int account)
    {
        switch (record.Type)
        {
            case EventType.LevelChanged:
                var level = record.As<LevelChanged>();
                return Lines.Level(level.Instrument, level.Side, level.Price, level.Quantity, level.Orders);
            case EventType.BalanceChanged:
                var balance = record.As<BalanceChanged>();
                return Lines.Balance(account, balance.Asset, balance.Total, balance.Held);
            case EventType.PositionChanged:
                var position = record.As<PositionChanged>();
                return Lines.Position(
                    account, position.Instrument, position.Quantity, position.Cost, position.Realised, position.Fees);
            case EventType.MassCancelled:
                var cancelled = record.As<MassCancelled>();
                return Lines.MassCancelled(account, cancelled.Instrument, cancelled.Side, cancelled.Orders);
            case EventType.Killed:
                var killed = record.As<Killed>();
                return Lines.Killed(account, killed.Instrument, killed.IsOn == 1, killed.Orders);
            case EventType.PhaseChanged:
                var phase = record.As<PhaseChanged>();
                return Lines.Phase(phase.Instrument, phase.Phase, phase.Before);
            case EventType.AuctionIndicated:
                var would = record.As<AuctionIndicated>();
                return Lines.Auction("indicated", would.Instrument, would.Price, would.Quantity, would.Surplus, would.SurplusSide);
            case EventType.AuctionHeld:
                var did = record.As<AuctionHeld>();
                return Lines.Auction("auction", did.Instrument, did.Price, did.Quantity, did.Surplus, did.SurplusSide);
            case EventType.FeeTierSet:
                var tier = record.As<FeeTierSet>();
                return Lines.FeeTier(tier.Asset, tier.Tier, tier.IsOn == 1, tier.ValueMin, tier.MakerRate, tier.TakerRate);
            case EventType.LimitStateChanged:
                var limit = record.As<LimitStateChanged>();
                return Lines.LimitState(limit.Instrument, limit.IsOn == 1, limit.Lower, limit.Upper);
            case EventType.ExchangeFounded:
                var founded = record.As<ExchangeFounded>();
                return Lines.Founded(founded.ClientIdsMax, founded.BookOrdersMax);
            case EventType.ReferenceSet:
                var market = record.As<ReferenceSet>();
                return Lines.Reference(
                    market.Instrument, market.MarketTime, market.Bid, market.BidSize, market.Ask, market.AskSize, market.LastPrice);
            case EventType.ClientIdsKept:
                return Lines.Kept(record.As<ClientIdsKept>().Nanoseconds);
            case EventType.ClientIdsForgotten:
                return Lines.Forgotten(record.As<ClientIdsForgotten>().Count);
            default:
                throw new InvalidOperationException($"No story tells of {record.Type}.");
        }
    }
}
