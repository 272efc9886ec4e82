namespace Bourse.Tests.Exchange;

/// <summary>How long orders stay, and what ends with a session.</summary>
public sealed class LifetimeTests
{
    [Fact]
    public void A_day_order_ends_when_its_instrument_closes() => ExchangeStory.Tell("""
        ann buys 10 @ 100 day
        ann buys 10 @ 99
        phase closed
        = ended 1 ann buy 10 expired
        ann has 10000 USD, 990 held
        """);

    [Fact]
    public void An_order_till_a_date_ends_before_the_command_of_that_time() => ExchangeStory.Tell("""
        ann buys 10 @ 100 until 2026-01-05T00:01:00Z
        = accepted 1 ann buy 10 @ 100 good-till-date until 2026-01-05T00:01:00Z
        bob buys 10 @ 99 until 2026-01-05T00:00:30Z
        wait 59s
        = ended 2 bob buy 10 expired
        wait 1s
        = ended 1 ann buy 10 expired
        cat sells 10 @ 99
        cat has 1000 XYZ, 10 held
        """);

    [Fact]
    public void Orders_of_one_time_end_in_the_order_in_which_they_came() => ExchangeStory.Tell("""
        ann buys 1 @ 100 until 2026-01-05T00:02:00Z
        ann buys 1 @ 101 until 2026-01-05T00:01:00Z
        ann buys 1 @ 102 until 2026-01-05T00:02:00Z
        ann buys 1 @ 103 until 2026-01-05T00:01:00Z
        ann cancels 1
        wait 2m
        = ended 2 ann buy 1 expired
        = ended 4 ann buy 1 expired
        = ended 3 ann buy 1 expired
        """);

    [Fact]
    public void A_date_that_has_passed_is_refused() => ExchangeStory.Tell("""
        ann buys 10 @ 100 until 2026-01-05T00:00:00Z
        = refused place-order time-past of ann
        """);

    [Fact]
    public void With_a_session_end_its_orders_or_only_those_of_the_day() => ExchangeStory.Tell("""
        ann buys 1 @ 100 session 7
        ann buys 1 @ 101 session 7 day
        ann buys 1 @ 102 session 8
        bob buys 1 @ 99 session 7
        cancel all of ann session 7 days only
        = ended 2 ann buy 1 mass-cancelled
        cancel all of ann session 7
        = ended 1 ann buy 1 mass-cancelled
        cancel all session 7
        = refused mass-cancel terms-contradict
        """);
}
