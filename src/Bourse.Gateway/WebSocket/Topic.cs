namespace Bourse.Gateway.WebSocket;

/// <summary>A topic that a client can join.</summary>
/// <param name="Name">As the client spells it: "stock:trades", "prices:BHP".</param>
/// <param name="Symbol">Of a price topic: "BHP" is every venue's, "ASX:BHP" one.</param>
internal sealed record Topic(string Name, ChannelKind Kind, string? Symbol = null)
{
    public const string Connection = "phoenix";
    public const string PricesPrefix = "prices:";
    public const string Summary = "market:summary";
    public const string Consolidated = "stock:consolidated";

    public const string Known =
        "stock:trades, stock:quotes, stock:bars, stock:book, stock:consolidated, market:summary, prices:{symbol}";

    /// <summary>What is sent depends on all that came before: in the past it is rebuilt from the tape's beginning.</summary>
    public bool IsRebuilt => Kind is ChannelKind.Bars or ChannelKind.Book or ChannelKind.Consolidated;

    public static Topic? Find(string name) => name switch
    {
        "stock:trades" => new Topic(name, ChannelKind.Trades),
        "stock:quotes" => new Topic(name, ChannelKind.Quotes),
        "stock:bars" => new Topic(name, ChannelKind.Bars),
        "stock:book" => new Topic(name, ChannelKind.Book),
        Consolidated => new Topic(name, ChannelKind.Consolidated),
        Summary => new Topic(name, ChannelKind.Summary),
        _ when name.StartsWith(PricesPrefix, StringComparison.Ordinal) && name.Length > PricesPrefix.Length =>
            new Topic(name, ChannelKind.Prices, name[PricesPrefix.Length..]),
        _ => null,
    };
}
