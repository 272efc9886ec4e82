using System.Text;
using Bourse.Exchange;
using Bourse.Market;
using Bourse.Matching;

namespace Bourse.Tests.Exchange;

/// <summary>Events as a story writes them after "=". Ids are counted from the story's first step.</summary>
internal static class Lines
{
    /// <summary>Steps of a story are numbered from here on; what prepares it comes before.</summary>
    public const long FirstId = 1000;

    public static string Step(long sequence) => $"{(Int128)sequence - FirstId}";

    /// <summary>The step of an order, and its leg where it came with others.</summary>
    public static string Id(long id) => id % 10 == 0 ? Step(id / 10) : $"{Step(id / 10)}.{id % 10}";

    public static string Refused(CommandType command, int account, long orderId, string clientId, RefusalReason reason) =>
        $"refused {Words.Of(command)} {Words.Of(reason)}"
        + (account == 0 ? "" : $" of {Account(account)}") + (orderId == 0 ? "" : $" {Id(orderId)}") + Quoted(clientId);

    public static string Repeated(CommandType command, int account, long first, RefusalReason reason, string clientId) =>
        $"repeated {Words.Of(command)} {Step(first)} of {Account(account)}{Quoted(clientId)}"
        + (reason == RefusalReason.None ? "" : $" {Words.Of(reason)}");

    public static string Founded(long clientIdsMax, long bookOrdersMax) =>
        $"founded for {clientIdsMax} client ids and {bookOrdersMax} orders a book";

    public static string Opened(int account, int group, string name) =>
        $"opened {Account(account)} \"{name}\"" + (group == 0 ? "" : $" group {group}");

    public static string Added(int asset, string name) => $"added asset {asset} {name}";

    public static string Set(int instrument, int version, string symbol, int quote, int @base, in InstrumentTerms terms, Execution execution) =>
        $"set {instrument} {symbol} version {version} {Asset(@base)} for {Asset(quote)}: {Of(terms)}"
        + (execution == Execution.Book ? "" : $" {Words.Of(execution)} ages {terms.QuoteAgeMax} {terms.TradeAgeMax}");

    public static string Reference(in SetReference told) => Reference(
        told.Instrument, told.MarketTime, told.BidLevels[0].Price, told.BidLevels[0].Size, told.AskLevels[0].Price,
        told.AskLevels[0].Size, told.LastPrice);

    public static string Reference(
        int instrument, long time, long bid, long bidSize, long ask, long askSize, long last) =>
        $"reference {Words.Amount(bidSize)} @ {Words.Amount(bid)} / {Words.Amount(askSize)} @ {Words.Amount(ask)}"
        + $" last {Words.Amount(last)} at {new Timestamp(time)}{In(instrument)}";

    public static string Transferred(int account, int asset, long amount, string clientId) =>
        $"moved {Words.Amount(amount)} {Asset(asset)} of {Account(account)}{Quoted(clientId)}";

    public static string Limited(int account, int openOrdersMax, long valueMax) =>
        $"limited {Account(account)} to {openOrdersMax} orders of {Words.Amount(valueMax)}";

    public static string PositionLimited(int account, int instrument, long quantityMax) =>
        $"limited {Account(account)} to {Words.Amount(quantityMax)} of {Instrument(instrument)}";

    public static string Accepted(
        long id, int account, int instrument, Side side, OrderKind kind, Lifetime lifetime, SelfTradePrevention prevention,
        OrderFlags flags, long price, long quantity, long notional, long display, long expiresAt, int session,
        long stop, long trail, int trailRate, GroupKind group, string clientId)
    {
        var text = new StringBuilder($"accepted {Id(id)} {Account(account)} {Words.Of(side)}");
        text.Append(notional != 0 ? $" for {Words.Amount(notional)}" : $" {Words.Amount(quantity)}");
        text.Append($" @ {Words.Amount(price)}");
        text.Append(kind == OrderKind.Limit ? "" : $" {Words.Of(kind)}");
        text.Append(stop == 0 ? "" : $" from {Words.Amount(stop)}");
        text.Append(trail == 0 ? "" : $" by {Words.Amount(trail)}");
        text.Append(trailRate == 0 ? "" : $" by {trailRate}/M");
        text.Append(lifetime == Lifetime.GoodTillCancel ? "" : $" {Words.Of(lifetime)}");
        text.Append(expiresAt == 0 ? "" : $" until {new Timestamp(expiresAt)}");
        text.Append(session == 0 ? "" : $" session {session}");
        text.Append(display == 0 ? "" : $" shows {Words.Amount(display)}");
        text.Append(flags == 0 ? "" : $" {Words.Of(flags)}");
        text.Append(prevention == SelfTradePrevention.None ? "" : $" stp {Words.Of(prevention)}");
        text.Append(group == GroupKind.None ? "" : $" {Words.Of(group)}");
        return text.Append(In(instrument)).Append(Quoted(clientId)).ToString();
    }

    public static string Replaced(long id, int instrument, long price, long quantity, long open, long stop) =>
        $"replaced {Id(id)} {Words.Amount(quantity)} @ {Words.Amount(price)} open {Words.Amount(open)}"
        + (stop == 0 ? "" : $" from {Words.Amount(stop)}") + In(instrument);

    public static string Triggered(long id, int account, int instrument, Side side, long stop, long at, long price) =>
        $"triggered {Id(id)} {Account(account)} {Words.Of(side)} from {Words.Amount(stop)} at {Words.Amount(at)}"
        + $" up to {Words.Amount(price)}{In(instrument)}";

    public static string Reduced(long id, int instrument, long by, long open, EndReason why) =>
        $"reduced {Id(id)} by {Words.Amount(by)} to {Words.Amount(open)} {Words.Of(why)}{In(instrument)}";

    public static string Activated(long id, int instrument, long by, long open) =>
        $"activated {Id(id)} by {Words.Amount(by)} to {Words.Amount(open)}{In(instrument)}";

    public static string Filled(
        long id, int account, int instrument, Side side, FillRole role, long trade, long price, long quantity, long value,
        long fee, long open) =>
        $"filled {Id(id)} {Account(account)} {Words.Of(side)} {Words.Amount(quantity)} @ {Words.Amount(price)} {Words.Of(role)}"
        + $" of {trade} value {Words.Amount(value)} fee {Words.Amount(fee)} open {Words.Amount(open)}{In(instrument)}";

    public static string Ended(long id, int account, int instrument, Side side, EndReason why, long quantity, long notional) =>
        $"ended {Id(id)} {Account(account)} {Words.Of(side)} {Words.Amount(quantity)}"
        + (notional == 0 ? "" : $" for {Words.Amount(notional)}") + $" {Words.Of(why)}{In(instrument)}";

    public static string Traded(int instrument, Side takerSide, long price, long quantity, long buy, long sell) =>
        $"trade {Words.Amount(quantity)} @ {Words.Amount(price)} {Id(buy)}x{Id(sell)}"
        + $"{(takerSide == Side.Sell ? " down" : takerSide == Side.Buy ? "" : " auction")}{In(instrument)}";

    public static string Level(int instrument, Side side, long price, long quantity, int orders) =>
        $"level {Words.Of(side)} {Words.Amount(quantity)} @ {Words.Amount(price)} in {orders}{In(instrument)}";

    public static string Balance(int account, int asset, long total, long held) =>
        $"{Account(account)} has {Words.Amount(total)} {Asset(asset)}" + (held == 0 ? "" : $", {Words.Amount(held)} held");

    public static string Position(int account, int instrument, long quantity, Int128 cost, Int128 realised, Int128 fees) =>
        $"position {Account(account)} {Words.Amount(quantity)} cost {Words.Amount(cost)} realised {Words.Amount(realised)}"
        + $" fees {Words.Amount(fees)}{In(instrument)}";

    public static string MassCancelled(int account, int instrument, Side side, int orders) =>
        $"cancelled {orders} of {Account(account)} {Instrument(instrument)} {Words.Of(side)}";

    public static string Killed(int account, int instrument, bool isOn, int orders) =>
        $"{(isOn ? "killed" : "revived")} {Account(account)} {Instrument(instrument)} {orders}";

    public static string Phase(int instrument, Phase phase, Phase before) =>
        $"phase {Words.Of(before)} to {Words.Of(phase)}{In(instrument)}";

    /// <summary>The result of an auction in ticks and lots.</summary>
    public static string Auction(string verb, int instrument, AuctionResult result, in InstrumentTerms terms) => Auction(
        verb, instrument, result.Price * terms.Tick, Most(result.Quantity, terms.Lot), Most(result.Surplus, terms.Lot),
        result.SurplusSide);

    public static string Auction(string verb, int instrument, long price, long quantity, long surplus, Side side) =>
        $"{verb} {Words.Amount(quantity)} @ {Words.Amount(price)}"
        + (surplus == 0 ? "" : $" surplus {Words.Amount(surplus)} {Words.Of(side)}") + In(instrument);

    public static string FeeTier(int asset, int tier, bool isOn, long valueMin, int maker, int taker) =>
        $"tier {tier} of {Asset(asset)} {(isOn ? "on" : "off")} from {Words.Amount(valueMin)} maker {maker} taker {taker}";

    public static string LimitState(int instrument, bool isOn, long lower, long upper) =>
        $"limit {(isOn ? "on" : "off")} {Words.Amount(lower)} to {Words.Amount(upper)}{In(instrument)}";

    public static string Kept(long nanoseconds) => $"kept ids {nanoseconds / Timestamp.PerSecond}s";

    public static string Forgotten(long count) => $"forgotten {count}";

    public static string Account(int account) => account == 0 ? "all" : Names.Of(Names.Accounts, account);

    public static string Asset(int asset) => Names.Of(Names.Assets, asset);

    public static string Instrument(int instrument) => instrument == 0 ? "all" : Names.Of(Names.Instruments, instrument);

    public static string Of(in InstrumentTerms terms) =>
        $"tick {Words.Amount(terms.Tick)} lot {Words.Amount(terms.Lot)} value-min {Words.Amount(terms.ValueMin)}"
        + $" quantity-max {Words.Amount(terms.QuantityMax)} maker {terms.MakerRate} taker {terms.TakerRate}"
        + $" protection {terms.Protection}{(terms.Band == 0 ? "" : $" band {terms.Band}")}";

    /// <summary>Nothing for the instrument that stories are about unless they say otherwise.</summary>
    private static string In(int instrument) => instrument == 1 ? "" : $" in {Instrument(instrument)}";

    private static long Most(long lots, long lot) => (long)Int128.Min((Int128)lots * lot, long.MaxValue);

    private static string Quoted(string clientId) => clientId.Length == 0 ? "" : $" \"{clientId}\"";
}
