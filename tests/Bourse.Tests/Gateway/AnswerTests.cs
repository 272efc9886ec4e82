namespace Bourse.Tests.Gateway;

public class AnswerTests
{
    [Fact]
    public Task Trades_come_in_the_order_of_time_whatever_their_venue() => Answers("stocks/BHP/trades", """
        {"symbol":"BHP","trades":[
        {"time":"2014-03-10T00:00:00Z","price":37,"size":100,"exchange":"ASX","side":"buy","conditions":7,"sequence":5,"id":5},
        {"time":"2014-03-11T00:00:00Z","price":36,"size":50,"exchange":"ASX","side":"buy","conditions":7,"sequence":6,"id":6},
        {"time":"2014-03-11T00:00:01Z","price":40,"size":10,"exchange":"ASX","side":"buy","conditions":7,"sequence":7,"id":7,"off_price":true},
        {"time":"2014-03-11T00:00:02Z","price":60,"size":7,"exchange":"NYSE","side":"buy","conditions":7,"sequence":11,"id":11},
        {"time":"2014-03-11T00:01:01.123456789Z","price":38,"size":25,"exchange":"ASX","side":"buy","conditions":7,"sequence":8,"id":8}
        ],"next_cursor":null,"complete_from":null}
        """);

    [Fact]
    public Task A_start_is_in_an_end_is_out_and_a_venue_narrows() => Answers(
        "stocks/BHP/trades?start_time=2014-03-11&end_time=1394496001000000000&venue=ASX", """
        {"symbol":"BHP","trades":[
        {"time":"2014-03-11T00:00:00Z","price":36,"size":50,"exchange":"ASX","side":"buy","conditions":7,"sequence":6,"id":6}
        ],"next_cursor":null,"complete_from":null}
        """);

    [Fact]
    public Task An_empty_quote_side_has_no_price() => Answers("stocks/ASX:BHP/quotes", """
        {"symbol":"ASX:BHP","quotes":[
        {"time":"2014-03-11T00:00:00Z","bid":36,"bid_size":500,"ask":null,"ask_size":0,"exchange":"ASX","conditions":0,"sequence":9,"id":0},
        {"time":"2014-03-11T00:00:01Z","bid":36,"bid_size":500,"ask":37,"ask_size":400,"exchange":"ASX","conditions":0,"sequence":10,"id":0}
        ],"next_cursor":null,"complete_from":null}
        """);

    [Fact]
    public Task Each_venue_has_bars_of_its_own() => Answers("stocks/BHP/bars", """
        {"symbol":"BHP","interval":"1m","bars":[
        {"time":"2014-03-10T00:00:00Z","open":37,"high":37,"low":37,"close":37,"volume":100,"vwap":37,"trades":1,"exchange":"ASX"},
        {"time":"2014-03-11T00:00:00Z","open":36,"high":36,"low":36,"close":36,"volume":60,"vwap":36,"trades":2,"exchange":"ASX"},
        {"time":"2014-03-11T00:00:00Z","open":60,"high":60,"low":60,"close":60,"volume":7,"vwap":60,"trades":1,"exchange":"NYSE"},
        {"time":"2014-03-11T00:01:00Z","open":38,"high":38,"low":38,"close":38,"volume":25,"vwap":38,"trades":1,"exchange":"ASX"}
        ],"next_cursor":null,"complete_from":null}
        """);

    [Fact]
    public Task A_day_is_the_venues_day() => Answers("stocks/BHP/bars?interval=1d&order=desc&venue=ASX", """
        {"symbol":"BHP","interval":"1d","bars":[
        {"time":"2014-03-10T13:00:00Z","open":36,"high":38,"low":36,"close":38,"volume":85,"vwap":36.66666667,"trades":3,"exchange":"ASX"},
        {"time":"2014-03-09T13:00:00Z","open":37,"high":37,"low":37,"close":37,"volume":100,"vwap":37,"trades":1,"exchange":"ASX"}
        ],"next_cursor":null,"complete_from":null}
        """);

    [Fact]
    public Task Days_know_the_close_before_them() => Answers("stocks/BHP/stats", """
        {"symbol":"BHP","days":[
        {"date":"2014-03-10","time":"2014-03-09T13:00:00Z","open":37,"high":37,"low":37,"close":37,"volume":100,"vwap":37,"trades":1,"previous_close":null,"change":null,"change_percent":null,
        "turnover":3700,"average_trade_size":100,"largest_trade":100,"first_trade":"2014-03-10T00:00:00Z","last_trade":"2014-03-10T00:00:00Z","quotes":0,"average_spread":null,"least_spread":null,"complete":true,"exchange":"ASX"},
        {"date":"2014-03-10","time":"2014-03-10T04:00:00Z","open":60,"high":60,"low":60,"close":60,"volume":7,"vwap":60,"trades":1,"previous_close":null,"change":null,"change_percent":null,
        "turnover":420,"average_trade_size":7,"largest_trade":7,"first_trade":"2014-03-11T00:00:02Z","last_trade":"2014-03-11T00:00:02Z","quotes":0,"average_spread":null,"least_spread":null,"complete":true,"exchange":"NYSE"},
        {"date":"2014-03-11","time":"2014-03-10T13:00:00Z","open":36,"high":38,"low":36,"close":38,"volume":85,"vwap":36.66666667,"trades":3,"previous_close":37,"change":1,"change_percent":2.7027,
        "turnover":2750,"average_trade_size":28.33333333,"largest_trade":50,"first_trade":"2014-03-11T00:00:00Z","last_trade":"2014-03-11T00:01:01.123456789Z","quotes":2,"average_spread":1,"least_spread":1,"complete":true,"exchange":"ASX"}
        ],"next_cursor":null,"complete_from":null}
        """);

    [Fact]
    public Task A_snapshot_has_the_busiest_venue_first() => Answers("stocks/BHP/snapshot", """
        {"symbol":"BHP","venues":[{"exchange":"ASX","name":"BHP Billiton","currency":"AUD","sequence":10,
        "last_trade":{"time":"2014-03-11T00:01:01.123456789Z","price":38,"size":25,"exchange":"ASX","side":"buy","conditions":7,"sequence":8,"id":8},
        "quote":{"time":"2014-03-11T00:00:01Z","bid":36,"bid_size":500,"ask":37,"ask_size":400,"exchange":"ASX","conditions":0,"sequence":10,"id":0},
        "today":{"date":"2014-03-11","time":"2014-03-10T13:00:00Z","open":36,"high":38,"low":36,"close":38,"volume":85,"vwap":36.66666667,"trades":3},
        "previous_close":37,"change":1,"change_percent":2.7027},
        {"exchange":"NYSE","name":"BHP","currency":"USD","sequence":11,
        "last_trade":{"time":"2014-03-11T00:00:02Z","price":60,"size":7,"exchange":"NYSE","side":"buy","conditions":7,"sequence":11,"id":11},
        "quote":null,
        "today":{"date":"2014-03-10","time":"2014-03-10T04:00:00Z","open":60,"high":60,"low":60,"close":60,"volume":7,"vwap":60,"trades":1},
        "previous_close":null,"change":null,"change_percent":null}]}
        """);

    [Fact]
    public Task What_is_synthetic_says_so() => Answers("stocks/FAKE-USD/snapshot", """
        {"symbol":"FAKE-USD","venues":[{"exchange":"KRAKEN","name":"Fake coin","currency":"USD","synthetic":true,"sequence":14,
        "last_trade":{"time":"2014-03-12T00:00:00Z","price":9,"size":3,"exchange":"KRAKEN","side":"buy","conditions":7,"sequence":13,"id":13,"synthetic":true,"replayed":true},
        "quote":null,
        "today":{"date":"2014-03-12","time":"2014-03-12T00:00:00Z","open":9,"high":9,"low":9,"close":9,"volume":3,"vwap":9,"trades":1},
        "previous_close":10,"change":-1,"change_percent":-10}]}
        """);

    [Fact]
    public Task An_instrument_that_never_traded_has_nothing_but_a_name() => Answers("stocks/NEW/snapshot", """
        {"symbol":"NEW","venues":[{"exchange":"ASX","name":"Never traded","currency":"AUD","sequence":0,
        "last_trade":null,"quote":null,"today":null,"previous_close":null,"change":null,"change_percent":null}]}
        """);

    [Fact]
    public Task A_book_has_the_best_levels_first() => Answers("stocks/FAKE-USD/book?depth=2", """
        {"symbol":"FAKE-USD","venues":[{"exchange":"KRAKEN","time":"2014-03-11T00:00:00Z","sequence":14,"synthetic":true,
        "bids":[[9,4],[8,5]],"asks":[[11,6],[12,7]]}]}
        """);

    [Fact]
    public Task A_venue_of_quotes_has_a_book_of_one_level() => Answers("stocks/BHP/book", """
        {"symbol":"BHP","venues":[{"exchange":"ASX","time":"2014-03-11T00:00:01Z","sequence":10,
        "bids":[[36,500]],"asks":[[37,400]]}]}
        """);

    [Fact]
    public Task A_past_book_of_a_venue_of_quotes_is_the_quote_of_then() =>
        Answers("stocks/BHP/book?at=2014-03-11T00:00:00.5Z", """
        {"symbol":"BHP","venues":[{"exchange":"ASX","time":"2014-03-11T00:00:00Z","sequence":9,
        "bids":[[36,500]],"asks":[]}]}
        """);

    [Fact]
    public Task Before_the_first_quote_there_was_no_book() =>
        Answers("stocks/BHP/book?at=2014-03-10T23:59:59.999999999Z", """
        {"symbol":"BHP","venues":[]}
        """);

    [Fact]
    public Task A_search_finds_symbols_and_names_in_any_case() => Answers("stocks/search?q=COIN", """
        {"instruments":[{"symbol":"FAKE-USD","exchange":"KRAKEN","name":"Fake coin","currency":"USD","time_zone":"Etc/UTC",
        "tick_size":null,"lot_size":null,"synthetic":true}]}
        """);

    [Fact]
    public Task A_search_for_nothing_lists_what_there_is() => Answers("stocks/search?limit=1", """
        {"instruments":[{"symbol":"BHP","exchange":"ASX","name":"BHP Billiton","currency":"AUD","time_zone":"Australia/Sydney",
        "tick_size":null,"lot_size":null}]}
        """);

    [Fact]
    public Task A_summary_has_totals_venues_movers_and_feeds() => Answers("market/summary?limit=1", """
        {"sequence":16,"totals":{"instruments":4,"trades":7,"quotes":2,"gaps":0,
        "turnover":[{"currency":"AUD","amount":2750},{"currency":"USD","amount":447}]},
        "venues":[
        {"exchange":"ASX","name":"Australian Securities Exchange","time_zone":"Australia/Sydney","state":"finished","instruments":2,"trades":4,"quotes":2,"last_time":"2014-03-11T00:01:01.123456789Z"},
        {"exchange":"NYSE","name":"New York Stock Exchange","time_zone":"America/New_York","state":"finished","instruments":1,"trades":1,"quotes":0,"last_time":"2014-03-11T00:00:02Z"},
        {"exchange":"KRAKEN","name":"Kraken","time_zone":"Etc/UTC","state":"finished","instruments":1,"trades":2,"quotes":0,"last_time":"2014-03-12T00:00:00Z"}],
        "movers":{
        "gainers":[{"symbol":"BHP","exchange":"ASX","currency":"AUD","price":38,"change":1,"change_percent":2.7027,"volume":85,"turnover":2750}],
        "losers":[{"symbol":"FAKE-USD","exchange":"KRAKEN","currency":"USD","price":9,"change":-1,"change_percent":-10,"volume":3,"turnover":27,"synthetic":true}],
        "most_active":[{"symbol":"BHP","exchange":"ASX","currency":"AUD","price":38,"change":1,"change_percent":2.7027,"volume":85,"turnover":2750}]},
        "feeds":[{"source":"csv:example","state":"finished","text":"example has ended","time":null,"gaps":0}]}
        """);

    [Fact]
    public async Task A_symbol_may_be_written_in_lower_case_and_is_answered_as_it_is()
    {
        await using var gateway = await RunningGateway.StartAsync(ExampleMarket.Make());
        var page = await gateway.JsonAsync("/api/v1/stocks/asx:bhp/trades?limit=1");
        Assert.Equal("ASX:BHP", (string?)page["symbol"]);
    }

    [Fact]
    public async Task The_page_at_the_root_says_which_instruments_are_not_real()
    {
        await using var gateway = await RunningGateway.StartAsync(ExampleMarket.Make());
        var page = await gateway.TextAsync("/");
        Assert.Contains("<td>FAKE-USD</td><td>KRAKEN</td><td>Fake coin</td><td><strong>synthetic", page);
        Assert.Contains("<td>BHP</td><td>ASX</td><td>BHP Billiton</td><td>real</td>", page);
        Assert.Contains($"curl 'http://{gateway.Client.BaseAddress!.Authority}/api/v1/stocks/BHP/trades?limit=3'", page);
    }

    // The golden text is broken into lines for the reader; the answer is one line.
    private static async Task Answers(string path, string golden)
    {
        await using var gateway = await RunningGateway.StartAsync(ExampleMarket.Make());
        Assert.Equal(golden.ReplaceLineEndings(""), await gateway.TextAsync("/api/v1/" + path));
    }
}
