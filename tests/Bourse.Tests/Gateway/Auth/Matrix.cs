namespace Bourse.Tests.Gateway.Auth;

/// <summary>
/// Who may use what: one line an operation. The letters are for nobody, the viewer vic, the trader ann, the trader bob, and
/// the admin root, of ann's things where there is an owner:
/// <c>-</c> 401, <c>x</c> 403, <c>?</c> 404, as if it were not there, <c>+</c> let in, whatever the answer then is.
/// With a key that is over or revoked it is 401 everywhere but where everybody is let in.
/// </summary>
internal static class Matrix
{
    public const string Everybody = "+++++";

    private const string Known = "-++++";
    private const string Admins = "-xxx+";

    private const string Order = """{"account":"ann","symbol":"XYZ-USD","side":"buy","price":1,"quantity":1}""";

    private const string Alert = """{"symbol":"ASX:BHP","kind":"price_above","threshold":1}""";

    public const string NamedOrder =
        """{"account":"ann","symbol":"XYZ-USD","side":"buy","price":1,"quantity":1,"client_order_id":"{client}"}""";

    /// <summary>What stands for a thing of ann's that is made anew for each request: how, and what its answer calls it.</summary>
    public static readonly (string Place, string Path, string Body, string Name)[] Made =
    [
        ("{order}", "/v1/orders", Order, "order_id"),
        ("{watchlist}", "/v1/watchlists", """{"name":"{new}","symbols":["ASX:BHP"]}""", "id"),
        ("{alert}", "/v1/alerts", Alert, "id"),
    ];

    public static readonly (string Operation, string Request, string May)[] Rows =
    [
        // Market data: where it is open.
        ("getTrades", "GET /api/v1/stocks/BHP/trades", Everybody),
        ("getQuotes", "GET /api/v1/stocks/BHP/quotes", Everybody),
        ("getBars", "GET /api/v1/stocks/BHP/bars", Everybody),
        ("getStats", "GET /api/v1/stocks/BHP/stats", Everybody),
        ("getBook", "GET /api/v1/stocks/BHP/book", Everybody),
        ("getConsolidated", "GET /api/v1/stocks/BHP/consolidated", Everybody),
        ("getSnapshot", "GET /api/v1/stocks/BHP/snapshot", Everybody),
        ("searchInstruments", "GET /api/v1/stocks/search", Everybody),
        ("getMarketSummary", "GET /api/v1/market/summary", Everybody),
        ("getIndicators", "GET /api/v1/stocks/BHP/indicators?name=rsi", Everybody),
        ("getVolumeProfile", "GET /api/v1/stocks/BHP/volume-profile", Everybody),
        ("getDepthHistory", "GET /api/v1/stocks/BHP/depth-history", Everybody),
        ("correlate", """POST /api/v1/analytics/correlation {"symbols":["ASX:BHP","NYSE:BHP"]}""", Everybody),
        ("getFeeds", "GET /api/v1/feeds", Everybody),
        ("showExchangeBook", "GET /v1/exchange/book/XYZ-USD", Everybody),
        ("getMetrics", "GET /metrics", Everybody),

        // Health: always open.
        ("getHealth", "GET /health", Everybody),
        ("getLiveness", "GET /health/live", Everybody),
        ("getReadiness", "GET /health/ready", Everybody),

        // Orders.
        ("placeOrder", "POST /v1/orders " + Order, "-x+?+"),
        ("previewOrder", "POST /v1/orders/preview " + Order, "-x+?+"),
        ("showOrder", "GET /v1/orders/{order}", "-?+?+"),
        ("replaceOrder", """PATCH /v1/orders/{order} {"quantity":2}""", "-x+?+"),
        ("cancelOrder", "DELETE /v1/orders/{order}", "-x+?+"),

        ("listOrders", "GET /v1/orders?account=ann", "-?+?+"),
        ("cancelOrders", "DELETE /v1/orders?account=ann", "-x+?+"),
        ("showOrderByClientId", "GET /v1/orders/by-client-id/{client}?account=ann", "-?+?+"),
        ("cancelOrderByClientId", "DELETE /v1/orders/by-client-id/{client}?account=ann", "-x+?+"),

        // Accounts.
        ("listAccounts", "GET /v1/accounts", Known),
        ("showAccount", "GET /v1/accounts/ann", "-?+?+"),
        ("limitAccount", "PUT /v1/accounts/ann/limits {}", Admins),
        ("limitPosition", "PUT /v1/accounts/ann/limits/XYZ-USD {}", Admins),
        ("killAccount", "PUT /v1/accounts/ann/kill {}", Admins),
        ("searchTrades", "GET /v1/trades/search?user_id=ann", "-?+?+"),
        ("tradedVolume", "GET /v1/analytics/volume?symbol=XYZ-USD", Everybody),
        ("showPortfolio", "GET /v1/portfolio/ann", "-?+?+"),
        ("openAccount", """POST /v1/accounts {"name":"{new}"}""", Admins),
        ("deposit", """POST /v1/accounts/ann/deposits {"asset":"USD","amount":1}""", Admins),
        ("withdraw", """POST /v1/accounts/ann/withdrawals {"asset":"USD","amount":1}""", Admins),

        // The exchange.
        ("listInstruments", "GET /v1/instruments", Everybody),
        ("showInstrument", "GET /v1/instruments/XYZ-USD", Everybody),
        ("changeInstrument", "PATCH /v1/instruments/XYZ-USD {}", Admins),
        ("setPhase", "PUT /v1/instruments/XYZ-USD/phase {}", Admins),
        ("killInstrument", "PUT /v1/instruments/XYZ-USD/kill {}", Admins),
        ("killVenue", "PUT /v1/exchange/kill {}", Admins),
        ("setFeeTier", "PUT /v1/fee-tiers/USD/1 {}", Admins),
        ("removeFeeTier", "DELETE /v1/fee-tiers/USD/1", Admins),
        ("listInstrument", "POST /v1/instruments {}", Admins),

        // Watching.
        ("listWatchlists", "GET /v1/watchlists?user=ann", "-?+?+"),
        ("addWatchlist", """POST /v1/watchlists {"name":"{new}","symbols":["ASX:BHP"]}""", Known),
        ("getWatchlist", "GET /v1/watchlists/{watchlist}", "-?+?+"),
        ("replaceWatchlist", """PUT /v1/watchlists/{watchlist} {"name":"{new}","symbols":["ASX:BHP"]}""", "-?+?+"),
        ("changeWatchlist", """PATCH /v1/watchlists/{watchlist} {"symbols":["ASX:BHP"]}""", "-?+?+"),
        ("removeWatchlist", "DELETE /v1/watchlists/{watchlist}", "-?+?+"),
        ("listAlerts", "GET /v1/alerts?user=ann", "-?+?+"),
        ("addAlert", "POST /v1/alerts " + Alert, Known),
        ("getAlert", "GET /v1/alerts/{alert}", "-?+?+"),
        ("changeAlert", """PATCH /v1/alerts/{alert} {"enabled":false}""", "-?+?+"),
        ("removeAlert", "DELETE /v1/alerts/{alert}", "-?+?+"),
        ("listFirings", "GET /v1/alerts/history?user=ann", "-?+?+"),
        ("listFiringsOfAlert", "GET /v1/alerts/{alert}/history", "-?+?+"),
        ("showWebhookSecret", "POST /v1/alerts/secret?user=ann", "-?+?+"),

        // People.
        ("getMe", "GET /v1/me", Known),
        ("createToken", "POST /v1/tokens {}", Known),
        ("listUsers", "GET /v1/users", Admins),
        ("createUser", """POST /v1/users {"user":"{new}","role":"viewer"}""", Admins),
        ("getUser", "GET /v1/users/ann", "-?+?+"),
        ("changeUser", """PATCH /v1/users/ann {"enabled":true}""", "-?x?+"),
        ("removeUser", "DELETE /v1/users/{user}", Admins),
        ("listKeys", "GET /v1/keys", Known),
        ("createKey", """POST /v1/keys {"user":"ann"}""", "-?+?+"),
        ("getKey", "GET /v1/keys/{key}", "-?+?+"),
        ("revokeKey", "DELETE /v1/keys/{key}", "-?+?+"),
        ("rotateKey", "POST /v1/keys/{key}/rotate {}", "-?+?+"),
        ("rotateSigningKey", "POST /v1/signing-keys", Admins),
        ("listAudit", "GET /v1/audit", Admins),
    ];

    /// <summary>What is served without being an operation: nothing else may be.</summary>
    public static readonly string[] Pages =
    [
        "/", "/about", "/docs", "/docs/docs.js", "/docs/swagger-ui-bundle.js", "/docs/swagger-ui.css", "/bourse.css", "/favicon.svg",
        "/openapi/{documentName}.json",
    ];

    /// <summary>WebSockets besides the channels, whose own tests have their rows.</summary>
    public static readonly string[] Playbacks = ["/playback/kraken/v2", "/playback/coinbase"];
}
