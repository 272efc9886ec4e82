using System.Globalization;
using System.Text;

namespace Bourse.Benches;

/// <summary>Requests as clients make them, of accounts and instruments at random: the same seed makes the same.</summary>
internal sealed class ApiRequests(string[] keys, int instruments, int seed)
{
    private const int PricesEachWay = 40;

    // Client ids of one run are no others': a run may follow on another's data.
    private readonly string _run = Guid.NewGuid().ToString("N")[..12];
    private readonly Random _random = new(seed);
    private readonly Lock _lock = new();
    private long _orders;

    /// <summary>A limit order near the price, so that some trade and most rest for a while.</summary>
    public byte[] Order()
    {
        var (user, away, isBuy) = (Next(keys.Length), Next(PricesEachWay), Next(2) == 0);
        var instrument = ExchangeFlow.InstrumentOf(
            ExchangeFlow.FirstAccount + user, Next(ExchangeFlow.HoldingsPerAccount), instruments);
        var price = (10_000 + (isBuy ? -away : away)) / 100.0;
        var body = string.Create(
            CultureInfo.InvariantCulture,
            $$"""
            {"symbol":"{{ExchangeFlow.SymbolName(instrument)}}","side":"{{(isBuy ? "buy" : "sell")}}","price":"{{price:F2}}",
            "quantity":{{Next(20) + 1}},"client_order_id":"{{_run}}-{{Interlocked.Increment(ref _orders)}}"}
            """);
        return Text(user, "POST /v1/orders", body);
    }

    public byte[] Snapshot() =>
        Text(Next(keys.Length), $"GET /api/v1/stocks/BOURSE:{ExchangeFlow.SymbolName(Next(instruments) + 1)}/snapshot");

    public byte[] Portfolio()
    {
        var user = Next(keys.Length);
        return Text(user, $"GET /v1/portfolio/{Name(user)}");
    }

    /// <summary>A user's last hundred executions; every other time of one instrument or one side.</summary>
    public byte[] Search(long number)
    {
        var user = Next(keys.Length);
        var filter = (number % 4) switch
        {
            1 => $"&symbol={ExchangeFlow.SymbolName(Next(instruments) + 1)}",
            3 => "&side=buy",
            _ => "",
        };
        return Text(user, $"GET /v1/trades/search?user_id={Name(user)}&limit=100{filter}");
    }

    private static string Name(int user) => ExchangeFlow.AccountName(ExchangeFlow.FirstAccount + user);

    private byte[] Text(int user, string line, string body = "") => Encoding.ASCII.GetBytes(
        $"{line} HTTP/1.1\r\nHost: 127.0.0.1\r\nX-API-Key: {keys[user]}\r\n"
        + (body.Length > 0 ? $"Content-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n{body}" : "\r\n"));

    private int Next(int below)
    {
        lock (_lock)
            return _random.Next(below);
    }
}
