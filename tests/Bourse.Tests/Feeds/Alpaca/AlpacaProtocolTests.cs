using System.Text;
using Bourse.Feeds;
using Bourse.Feeds.Alpaca;
using Bourse.Feeds.Venues;

namespace Bourse.Tests.Feeds.Alpaca;

public sealed class AlpacaProtocolTests
{
    [Fact]
    public void The_login_says_who_we_are() => Assert.Equal(
        [$$"""{"action":"auth","key":"{{AlpacaStream.Key}}","secret":"{{AlpacaStream.Secret}}"}"""],
        AlpacaStream.Json.Login().Select(Encoding.UTF8.GetString));

    [Theory]
    [InlineData(null, "secret")]
    [InlineData("key", null)]
    [InlineData("key", " ")]
    public void A_missing_key_or_secret_is_told_by_the_names_to_set(string? key, string? secret)
    {
        var fault = Assert.Throws<FeedException>(
            () => AlpacaLogin.From(name => name == AlpacaLogin.KeyName ? key : secret));
        Assert.Contains("APCA_API_KEY_ID", fault.Message, StringComparison.Ordinal);
        Assert.Contains("APCA_API_SECRET_KEY", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_but_the_login_tells_the_secret() =>
        Assert.DoesNotContain(AlpacaStream.Secret, $"{AlpacaStream.Json} {AlpacaStream.Login}", StringComparison.Ordinal);

    [Fact]
    public void Some_instruments_share_a_request_and_halts_are_asked_for_apart() => Assert.Equal(
        [
            """{"action":"subscribe","trades":["A","B","C","D","E"],"quotes":["A","B","C","D","E"]}""",
            """{"action":"subscribe","trades":["BRK.B"],"quotes":["BRK.B"]}""",
            """{"action":"subscribe","statuses":["A","B","C","D","E","BRK.B"],"lulds":["A","B","C","D","E","BRK.B"]}""",
        ],
        AlpacaStream.Json.Subscribe(["A", "B", "C", "D", "E", "BRK.B"], VenueChannels.Usual).Select(Encoding.UTF8.GetString));

    [Fact]
    public void There_are_no_books_to_be_asked_for()
    {
        Assert.Empty(AlpacaStream.Json.Unsubscribe(["A"], VenueChannels.Book));
        Assert.Equal(VenueChannels.None, AlpacaStream.Json.Offers & VenueChannels.Book);
    }

    [Fact]
    public void Requests_are_packed_as_answers_are()
    {
        var request = AlpacaStream.Packed.Unsubscribe(["BRK.B"], VenueChannels.Bars).Single();
        var parts = new PackedParts(request);
        var left = parts.BeginObject();
        Assert.Equal(2, left);
        Assert.True(parts.NextMember(ref left, out var name));
        Assert.Equal("action", Encoding.UTF8.GetString(name));
        Assert.Equal("unsubscribe", parts.ReadText().TextOf(request));
        Assert.True(parts.NextMember(ref left, out name));
        Assert.Equal("bars", Encoding.UTF8.GetString(name));
        Assert.Equal(1, parts.BeginArray());
        parts.Skip();
        parts.End();
        Assert.True(AlpacaStream.Packed.IsBinary);
        Assert.Equal("application/msgpack", AlpacaStream.Packed.ContentType);
    }
}
