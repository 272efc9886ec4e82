using Bourse.Market;
using Bourse.Records;

namespace Bourse.Tests.Records;

/// <summary>What is found in the records, on whatever database they are kept.</summary>
public abstract class SearchContract(RecordsPlace place)
{
    private static CancellationToken Stopping => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Pages_of_executions_are_all_of_them_in_order()
    {
        using var exchange = new WrittenExchange("three instruments", 7, 600);
        var database = Written(exchange);
        var all = exchange.Naive().Executions().ToList();
        foreach (var filter in ExecutionFilters(all))
        {
            var expected = all.Where(row => Matches(filter, row)).OrderBy(row => row.BlotterSequence).ToList();
            if (!filter.IsAscending)
                expected.Reverse();
            Assert.Equal(expected.Select(RecordsText.Line), (await AllAsync(database, filter)).Select(RecordsText.Line));
        }
    }

    [Fact]
    public async Task Orders_are_found_by_account_status_side_and_time()
    {
        using var exchange = new WrittenExchange("stops", 11, 500);
        var database = Written(exchange);
        var search = new OrderSearch(database);
        var all = await search.FindAsync(new OrderFilter { Limit = 10_000 }, Stopping);
        Assert.True(all.Count > 100);
        var middle = all[all.Count / 2];
        OrderFilter[] filters =
        [
            new() { Accounts = [2] }, new() { Accounts = [2, 3], Status = OrderRowStatus.Filled, IsAscending = true },
            new() { Side = Side.Sell, FromTime = middle.Time }, new() { ToTime = middle.Time, Instrument = 1 },
            new() { Accounts = [.. Enumerable.Range(1, 50)], Status = OrderRowStatus.Refused }, new() { Cursor = middle.Id },
        ];
        foreach (var filter in filters)
        {
            var expected = all.Where(row => Matches(filter, row)).OrderBy(row => filter.IsAscending ? row.Id : -row.Id).Take(20);
            var found = await search.FindAsync(filter with { Limit = 20 }, Stopping);
            Assert.NotEmpty(found);
            Assert.Equal(expected.Select(RecordsText.Line), found.Select(RecordsText.Line));
        }

        Assert.Equal(RecordsText.Line(middle), RecordsText.Line((await search.FindAsync(middle.Id, Stopping))!));
        Assert.Null(await search.FindAsync(3, Stopping));
        var named = all.First(row => row.ClientId.Length > 0);
        Assert.Equal(named.Id, (await search.FindAsync(named.Account, named.ClientId, Stopping))!.Id);
    }

    [Theory, InlineData(VolumePeriod.Minute), InlineData(VolumePeriod.Hour), InlineData(VolumePeriod.Day)]
    public async Task Volume_of_a_period_is_the_sum_of_its_trades(VolumePeriod period)
    {
        using var exchange = new WrittenExchange("three instruments", 5, 600);
        var database = Written(exchange);
        var minutes = (long)period * Timestamp.PerMinute;
        var expected = exchange.Naive().Executions().Where(row => row is { Account: 2, Instrument: 1 })
            .GroupBy(row => row.Time / minutes * (long)period)
            .OrderBy(group => group.Key)
            .Select(group => new TradedVolume(
                1, group.Key, group.Count(), Sum(group.Select(row => row.Quantity)), Sum(group.Select(row => row.Value))));
        var found = await new VolumeSearch(database).FindAsync(
            new VolumeFilter { Account = 2, Instrument = 1, Period = period, Limit = 10_000 }, Stopping);
        Assert.NotEmpty(found);
        Assert.Equal(expected, found);
    }

    [Fact]
    public async Task What_was_traded_at_all_counts_each_trade_once()
    {
        using var exchange = new WrittenExchange("three instruments", 3, 600);
        var database = Written(exchange);
        var (trades, first) = (exchange.Naive().Executions().Count() / 2, exchange.Naive().Executions().First());
        var search = new VolumeSearch(database);
        var found = await search.FindAsync(new VolumeFilter { Period = VolumePeriod.Day }, Stopping);
        Assert.Equal(trades, found.Sum(volume => volume.Trades));
        var later = await search.FindAsync(
            new VolumeFilter { FromTime = first.Time + Timestamp.PerMinute, Period = VolumePeriod.Minute }, Stopping);
        Assert.DoesNotContain(later, volume => volume.Minute <= first.Time / Timestamp.PerMinute);
    }

    private RecordsDatabase Written(WrittenExchange exchange)
    {
        var database = place.Empty();
        exchange.Write(database);
        return database;
    }

    private static IEnumerable<ExecutionFilter> ExecutionFilters(List<ExecutionRow> all)
    {
        var (early, late) = (all[all.Count / 4].Time, all[all.Count / 2].Time);
        yield return new() { Limit = 7 };
        yield return new() { Limit = 1000, IsAscending = true };
        yield return new() { Accounts = [2], Limit = 5 };
        yield return new() { Accounts = [2, 4, 3], Instrument = 2, Limit = 3 };
        yield return new() { Accounts = [.. Enumerable.Range(2, 40)], Side = Side.Buy, Limit = 9 };
        yield return new() { FromTime = early, ToTime = late, Limit = 4 };
        yield return new() { Accounts = [3], FromTime = late, Side = Side.Sell, Limit = 4, IsAscending = true };
        yield return new() { ToTime = all[0].Time };
        yield return new() { FromTime = all[^1].Time + 1 };
        yield return new() { Accounts = [] };
    }

    private static async Task<List<ExecutionRow>> AllAsync(RecordsDatabase database, ExecutionFilter filter)
    {
        var (search, rows) = (new ExecutionSearch(database), new List<ExecutionRow>());
        while (true)
        {
            var page = await search.FindAsync(filter, Stopping);
            rows.AddRange(page);
            Assert.True(page.Count <= filter.Limit);
            if (page.Count < filter.Limit)
                return rows;
            filter = filter with { Cursor = page[^1].BlotterSequence };
        }
    }

    private static bool Matches(ExecutionFilter filter, ExecutionRow row) =>
        filter.Accounts?.Contains(row.Account) != false && (filter.Instrument ?? row.Instrument) == row.Instrument
        && (filter.Side ?? row.Side) == row.Side && row.Time >= filter.FromTime && row.Time < filter.ToTime;

    private static bool Matches(OrderFilter filter, OrderRow row) =>
        filter.Accounts?.Contains(row.Account) != false && (filter.Instrument ?? row.Instrument) == row.Instrument
        && (filter.Side ?? row.Side) == row.Side && (filter.Status ?? row.Status) == row.Status
        && row.Time >= filter.FromTime && row.Time < filter.ToTime && (filter.Cursor ?? long.MaxValue) > row.Id;

    private static Int128 Sum(IEnumerable<long> amounts) =>
        amounts.Aggregate((Int128)0, (sum, amount) => sum + amount);
}
