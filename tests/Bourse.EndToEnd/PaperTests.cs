using System.Globalization;
using System.Text.Json;

namespace Bourse.EndToEnd;

/// <summary>Trading on paper against the ASX ticks that come with the program, as its user does it.</summary>
public sealed class PaperTests : IDisposable
{
    private readonly DataFolder _data = new();

    public void Dispose() => _data.Dispose();

    [Fact]
    public void Who_buys_BHP_on_paper_finds_it_in_his_portfolio_and_the_earlier_state_with_at()
    {
        long bought;
        using (Server.Start(_data.Path, "--no-synthetic").WaitReady())
        {
            Run("list", "ASX:BHP", "--paper", "--taker", "500");
            Run("open", "ann");
            Run("deposit", "ann", "AUD", "10000");
            var order = Parse(Run("submit", "ann", "ASX:BHP", "buy", "100"));
            bought = order.GetProperty("sequence").GetInt64();

            // The last quote of the week: 35.84 is asked, for 1,000. The last trade was at 35.66.
            var filled = OrderOf(order);
            Assert.Equal("filled", filled.GetProperty("status").GetString());
            Assert.Equal((3_584m, 1.792m), (Decimal(filled, "value"), Decimal(filled, "fees")));
            CheckAccount(Parse(Run("account", "ann")), "holdings");
            CheckSizes();
            CheckRefusals();
        }

        CheckAccount(At(bought), "balances");
        var before = At(bought - 1);
        Assert.Empty(before.GetProperty("positions").EnumerateArray());
        Assert.Equal(10_000m, TotalOf(before.GetProperty("balances"), "AUD"));
        Run("verify");
    }

    private static void CheckAccount(JsonElement account, string balances)
    {
        var position = Assert.Single(account.GetProperty("positions").EnumerateArray());
        Assert.Equal(
            (100m, 3_584m, 35.84m), (Decimal(position, "quantity"), Decimal(position, "cost"), Decimal(position, "average_cost")));
        var mark = Decimal(position, "mark_price");
        Assert.Equal((100 * mark, (100 * mark) - 3_584m), (Decimal(position, "value"), Decimal(position, "unrealised")));
        var total = Assert.Single(account.GetProperty("totals").EnumerateArray());
        Assert.Equal(("AUD", (100 * mark) - 3_584m), (total.GetProperty("asset").GetString(), Decimal(total, "unrealised")));
        Assert.Equal(6_414.208m, TotalOf(account.GetProperty(balances), "AUD"));
        Assert.Equal(100m, TotalOf(account.GetProperty(balances), "BHP"));
    }

    // What he took is gone: the quote stands, and so does what is left of it.
    private void CheckSizes()
    {
        Run("deposit", "ann", "AUD", "100000");
        var large = OrderOf(Parse(Run("submit", "ann", "ASX:BHP", "buy", "1000")));
        Assert.Equal(("ended", 900m), (large.GetProperty("status").GetString(), Decimal(large, "filled_quantity")));
        Assert.Equal("immediate", large.GetProperty("reason").GetString());
    }

    private void CheckRefusals()
    {
        // Its last quote is six hours older than its venue's last event.
        Run("list", "MWR", "--paper");
        Fails("market_stale", "submit", "ann", "MWR", "buy", "1");
        Fails("unknown_instrument", "list", "NYSE:IBM", "--paper");
        Fails("name_taken", "list", "ASX:BHP", "--paper");
    }

    private void Fails(string why, params string[] arguments)
    {
        var ended = BourseProgram.Run(["exchange", .. arguments, "--data", _data.Path]);
        Assert.Equal(1, ended.ExitCode);
        Assert.Contains(why, ended.Error, StringComparison.Ordinal);
    }

    private JsonElement OrderOf(JsonElement placed) => Parse(Run("order", placed.GetProperty("order_id").ToString()));

    private JsonElement At(long sequence) => Parse(Run(
        "at", sequence.ToString(CultureInfo.InvariantCulture), "--account", "ann", "--output", "json"));

    private string Run(params string[] arguments)
    {
        var ended = BourseProgram.Run(["exchange", .. arguments, "--data", _data.Path]);
        Assert.True(ended.ExitCode == 0, ended.Error);
        return ended.Output;
    }

    private static decimal TotalOf(JsonElement holdings, string asset) => holdings.EnumerateArray()
        .Where(one => one.GetProperty("asset").GetString() == asset).Sum(one => Decimal(one, "total"));

    private static decimal Decimal(JsonElement of, string name) => of.GetProperty(name).GetDecimal();

    private static JsonElement Parse(string json) => JsonSerializer.Deserialize<JsonElement>(json);
}
