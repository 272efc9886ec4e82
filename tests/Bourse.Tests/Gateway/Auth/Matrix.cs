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
        ("getFeeds", "GET /api/v1/feeds", Everybody),
        ("showExchangeBook", "GET /v1/exchange/book/XYZ-USD", Everybody),
        ("getMetrics", "GET /metrics", Everybody),

        // Health: always open.
        ("getHealth", "GET /health", Everybody),
        ("getLiveness", "GET /health/live", Everybody),
        ("getReadiness", "GET /health/ready", Everybody),

        // Orders.
        ("placeOrder", "POST /v1/orders " + Order, "-x+?+"),
        ("showOrder", "GET /v1/orders/{order}", "-?+?+"),
        ("replaceOrder", """PATCH /v1/orders/{order} {"quantity":2}""", "-x+?+"),
        ("cancelOrder", "DELETE /v1/orders/{order}", "-x+?+"),

        // Accounts.
        ("showPortfolio", "GET /v1/portfolio/ann", "-?+?+"),
        ("openAccount", """POST /v1/accounts {"name":"{new}"}""", Admins),
        ("deposit", """POST /v1/accounts/ann/deposits {"asset":"USD","amount":1}""", Admins),
        ("withdraw", """POST /v1/accounts/ann/withdrawals {"asset":"USD","amount":1}""", Admins),

        // The exchange.
        ("listInstrument", "POST /v1/instruments {}", Admins),

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
        "/", "/docs", "/docs/docs.js", "/docs/swagger-ui-bundle.js", "/docs/swagger-ui.css", "/bourse.css", "/favicon.svg",
        "/openapi/{documentName}.json",
    ];

    /// <summary>WebSockets besides the channels, whose own tests have their rows.</summary>
    public static readonly string[] Playbacks = ["/playback/kraken/v2", "/playback/coinbase"];
}
