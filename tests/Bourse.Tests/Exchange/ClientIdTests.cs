using Bourse.Exchange;

namespace Bourse.Tests.Exchange;

/// <summary>Client ids: a command that comes again does nothing again.</summary>
public sealed class ClientIdTests
{
    [Fact]
    public void The_same_order_again_gets_the_same_answer() => ExchangeStory.Tell("""
        ann buys 10 @ 100 as "a 1"
        ann buys 10 @ 100 as "a 1"
        = repeated place-order 1 of ann "a 1"
        ann has 10000 USD, 1000 held
        """);

    [Fact]
    public void It_does_so_after_the_order_is_filled() => ExchangeStory.Tell("""
        ann buys 10 @ 100 as "a"
        bob sells 10 @ 100
        = trade 10 @ 100 1x2 down
        ann buys 10 @ 100 as "a"
        = repeated place-order 1 of ann "a"
        """);

    [Fact]
    public void A_refusal_is_repeated_too_though_it_might_be_accepted_now() => ExchangeStory.Tell("""
        ann buys 101 @ 100 as "a"
        = refused place-order insufficient-funds of ann "a"
        ann deposits 1000 USD
        ann buys 101 @ 100 as "a"
        = repeated place-order 1 of ann "a" insufficient-funds
        """);

    [Fact]
    public void Another_order_with_the_id_is_refused() => ExchangeStory.Tell("""
        ann buys 10 @ 100 as "a"
        ann buys 11 @ 100 as "a"
        = refused place-order client-id-taken of ann "a"
        ann deposits 5 USD as "a"
        = refused deposit client-id-taken of ann "a"
        bob buys 11 @ 100 as "a"
        """);

    [Fact]
    public void Deposits_and_withdrawals_count_once() => ExchangeStory.Tell("""
        ann deposits 5 USD as "d"
        ann deposits 5 USD as "d"
        = repeated deposit 1 of ann "d"
        ann withdraws 5 USD as "w"
        ann withdraws 5 USD as "w"
        = repeated withdraw 3 of ann "w"
        ann has 10000 USD
        """);

    [Fact]
    public void Orders_are_named_by_their_client_ids() => ExchangeStory.Tell("""
        ann buys 10 @ 100 as "a"
        ann replaces "a" with 5 @ 100
        = replaced 1 5 @ 100 open 5
        ann cancels "a"
        = ended 1 ann buy 5 cancelled
        ann cancels "a"
        = refused cancel-order order-unknown of ann "a"
        bob cancels "a"
        = refused cancel-order order-unknown of bob "a"
        """);

    [Fact]
    public void An_id_is_forgotten_a_window_after_the_end() => ExchangeStory.Tell("""
        ann buys 10 @ 100 as "a"
        wait 100h
        ann cancels 1
        wait 47h
        ann buys 10 @ 100 as "a"
        = repeated place-order 1 of ann "a"
        wait 1h
        = forgotten 1
        ann buys 10 @ 100 as "a"
        ann has 10000 USD, 1000 held
        """);

    [Fact]
    public void The_window_is_part_of_the_state() => ExchangeStory.Tell("""
        keep 1m
        = kept ids 60s
        ann deposits 1 USD as "a"
        wait 60s
        = forgotten 1
        """);

    [Fact]
    public void When_there_is_no_room_for_ids_commands_with_new_ones_are_refused() => ExchangeStory.Tell(
        """
        ann buys 10 @ 100 as "a"
        ann buys 10 @ 100 as "b"
        ann buys 10 @ 100 as "c"
        = refused place-order client-ids-full of ann "c"
        ann buys 10 @ 100
        ann cancels "a"
        wait 48h
        = forgotten 1
        ann buys 10 @ 100 as "c"
        """, new ExchangeOptions { ClientIdsMax = 2 });
}
