namespace Bourse.Gateway.WebSocket;

/// <summary>A topic that a client can join.</summary>
/// <param name="Name">As the client spells it: "stock:trades", "prices:BHP", "orders:ann".</param>
/// <param name="Symbol">Of a price topic: "BHP" is every venue's, "ASX:BHP" one.</param>
/// <param name="Owner">Of a private topic: the account, or the user, that it is of.</param>
internal sealed record Topic(string Name, ChannelKind Kind, string? Symbol = null, string Owner = "")
{
    public const string Connection = "phoenix";
    public const string PricesPrefix = "prices:";
    public const string OrdersPrefix = "orders:";
    public const string AlertsPrefix = "alerts:";
    public const string Summary = "market:summary";
    public const string Consolidated = "stock:consolidated";
    public const string Ticker = "stock:ticker";

    /// <summary>The orders of all accounts.</summary>
    public const string Everybody = "*";

    public const string Known =
        "stock:trades, stock:quotes, stock:bars, stock:book, stock:consolidated, stock:ticker, market:summary, prices:{symbol}, "
        + "orders:{account}, alerts:{user}";

    /// <summary>What is sent depends on all that came before: in the past it is rebuilt from the tape's beginning.</summary>
    public bool IsRebuilt => Kind is ChannelKind.Bars or ChannelKind.Book or ChannelKind.Consolidated;

    /// <summary>Of now only: there is no past to begin with.</summary>
    public bool IsOfNow => Kind is ChannelKind.Summary or ChannelKind.Ticker;

    /// <summary>Somebody's own: never conflated, and to others as if it were not there.</summary>
    public bool IsPrivate => Kind is ChannelKind.Orders or ChannelKind.Alerts;

    public static Topic? Find(string name) => name switch
    {
        "stock:trades" => new Topic(name, ChannelKind.Trades),
        "stock:quotes" => new Topic(name, ChannelKind.Quotes),
        "stock:bars" => new Topic(name, ChannelKind.Bars),
        "stock:book" => new Topic(name, ChannelKind.Book),
        Consolidated => new Topic(name, ChannelKind.Consolidated),
        Ticker => new Topic(name, ChannelKind.Ticker),
        Summary => new Topic(name, ChannelKind.Summary),
        _ when After(name, PricesPrefix) is { } symbol => new Topic(name, ChannelKind.Prices, symbol),
        _ when After(name, OrdersPrefix) is { } account => new Topic(name, ChannelKind.Orders, Owner: account),
        _ when After(name, AlertsPrefix) is { } user => new Topic(name, ChannelKind.Alerts, Owner: user),
        _ => null,
    };

    private static string? After(string name, string prefix) =>
        name.StartsWith(prefix, StringComparison.Ordinal) && name.Length > prefix.Length ? name[prefix.Length..] : null;
}
