namespace Bourse.Feeds.Kraken;

/// <summary>Between "BTC-USD" and Kraken's own names.</summary>
internal static class KrakenSymbols
{
    /// <summary>"BTC/USD", as WebSocket v2 names it.</summary>
    public static string NameOf(string symbol) => symbol.Replace('-', '/');

    /// <summary>"XBT/USD", as the older protocol and REST name it: two coins have names of their own.</summary>
    public static string OldNameOf(string symbol) => string.Join('/', symbol.Split('-').Select(OldNameOfAsset));

    private static string OldNameOfAsset(string asset) => asset switch
    {
        "BTC" => "XBT",
        "DOGE" => "XDG",
        _ => asset,
    };
}
