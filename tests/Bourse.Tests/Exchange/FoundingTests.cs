using Bourse.Exchange;

namespace Bourse.Tests.Exchange;

/// <summary>What an exchange is founded with, by the first record of its journal and by no other.</summary>
public sealed class FoundingTests
{
    private readonly BlotterPage _page = new();

    [Fact]
    public void An_exchange_is_founded_by_the_first_command_alone()
    {
        var state = new ExchangeState();
        Assert.Equal("founded for 2 client ids and 5 orders a book", Apply(state, 1, Charter(2, 5)));
        Assert.Equal("refused found-exchange founded-already", Apply(state, 2, Charter(3, 5)));
        Assert.Equal(2, state.Charter.ClientIdsMax);
        Assert.Equal("refused found-exchange founded-already", Apply(new ExchangeState(), 2, Charter(3, 5)));
    }

    [Theory]
    [InlineData(0, 5)]
    [InlineData((1 << 27) + 1, 5)]
    [InlineData(2, 0)]
    [InlineData(2, 80_000_001)]
    public void Limits_out_of_their_range_are_refused(long clientIds, long orders) => Assert.Equal(
        "refused found-exchange terms-out-of-range", Apply(new ExchangeState(), 1, Charter(clientIds, orders)));

    [Fact]
    public void Without_a_founding_the_reader_s_limits_are_the_exchange_s()
    {
        var state = new ExchangeState(new ExchangeOptions { ClientIdsMax = 9 });
        Assert.Equal(9, state.Charter.ClientIdsMax);
        Assert.Equal(16_000_000, state.Charter.BookOrdersMax);
    }

    [Fact]
    public void The_limits_are_part_of_the_state()
    {
        var (state, other) = (new ExchangeState(), new ExchangeState());
        Apply(state, 1, Charter(2, 5));
        Apply(other, 1, Charter(2, 6));
        Assert.NotEqual(state.StateHash(), other.StateHash());
    }

    /// <summary>As other programs hash the bytes 0, 1, 2 … with the key 0, 1, … 15.</summary>
    [Theory]
    [InlineData(0x0706050403020100, "", 0x369095118D299A8E)]
    [InlineData(0x0706050403020100, "08090A0B0C0D0E0F", 0xCC4FDD1A7D908B66)]
    public void Client_ids_are_hashed_with_a_key(ulong word, string room, ulong hash)
    {
        var keyed = new SipHash(0x0706050403020100, 0x0f0e0d0c0b0a0908);
        Assert.Equal(hash, keyed.Of(word, Convert.FromHexString(room)));
        Assert.NotEqual(hash, (keyed with { KeyLow = 1 }).Of(word, Convert.FromHexString(room)));
    }

    private static FoundExchange Charter(long clientIds, long orders) => new()
    {
        ClientIdsMax = clientIds, BookOrdersMax = orders, HashKeyLow = 5,
    };

    private string Apply(ExchangeState state, long sequence, in FoundExchange charter)
    {
        var step = ExchangeStep.Of(CommandType.FoundExchange, charter, sequence);
        _page.Clear();
        state.Apply(step.Header, step.Payload, _page);
        return Assert.Single(BlotterText.Of(_page));
    }
}
