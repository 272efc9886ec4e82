using System.Text;
using Bourse.Market;

namespace Bourse.Tests.Market;

/// <summary>Ids are stored in journals and compared between machines: these numbers must never change.</summary>
public sealed class StableHashTests
{
    [Theory]
    [InlineData("", 0xefd01f60ba992926)]
    [InlineData("a", 0x82a2a958a9bece5b)]
    [InlineData("foobar", 0x2c22194922d1672b)]
    [InlineData("ASX:BHP", 0xd692dc3fa1211662)]
    [InlineData("KRAKEN:BTC-USD", 0xc7bc9f4774d91d9f)]
    public void A_hash_is_the_same_for_ever(string text, ulong hash) =>
        Assert.Equal(hash, StableHash.Of(Encoding.UTF8.GetBytes(text)));

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 0xb456bcfc34c2cb2c)]
    [InlineData(ulong.MaxValue, 0x64b5720b4b825f21)]
    public void Mixing_is_the_same_for_ever(ulong value, ulong mixed) => Assert.Equal(mixed, StableHash.Mix(value));

    [Theory]
    [InlineData(MarketEventType.Trade, 1, "74ca55f9206b92770000000000000001")]
    [InlineData(MarketEventType.BookDelta, -1, "4f70c3259e4b06b6ffffffffffffffff")]
    public void A_message_has_the_same_name_for_ever(MarketEventType type, long native, string name) =>
        Assert.Equal(name, MessageId.Of(StableHash.Of("ASX:BHP"u8), type, native).ToString());

    [Fact]
    public void Trades_and_books_numbered_alike_have_different_names()
    {
        var scope = StableHash.Of("ASX:BHP"u8);
        var names = Enum.GetValues<MarketEventType>().Select(type => MessageId.Of(scope, type, 7)).ToHashSet();

        Assert.Equal(Enum.GetValues<MarketEventType>().Length, names.Count);
    }
}
