using Bourse.Exchange;
using Bourse.Market;

namespace Bourse.Tests.Exchange;

/// <summary>Whatever bytes come, the exchange goes on, and the refusal is the same everywhere.</summary>
public sealed class PoisonTests
{
    [Theory]
    [InlineData("raw 0 1 00", "refused none command-unknown")]
    [InlineData("raw 999 1 00", "refused 999 command-unknown")]
    [InlineData("raw 9 2 00", "refused place-order version-unknown")]
    [InlineData("raw 9 1", "refused place-order length-wrong")]
    [InlineData("raw 12 1 00000000000000000000010000000000", "refused mass-cancel malformed")]
    [InlineData("raw 15 1 0000000000000001", "refused pass-time malformed")]
    [InlineData("raw 2 1 55534400000000000000000000000000", "refused add-asset name-taken")]
    [InlineData("raw 2 1 55530044000000000000000000000000", "refused add-asset malformed")]
    [InlineData("raw 2 1 00000000000000000000000000000000", "refused add-asset malformed")]
    [InlineData("raw 2 1 C3840000000000000000000000000000", "refused add-asset malformed")]
    [InlineData("raw 14 1 FFFFFFFFFFFFFFFF", "refused keep-client-ids terms-out-of-range")]
    public void What_cannot_be_read_is_refused(string command, string refusal) => ExchangeStory.Tell($"""
        {command}
        = {refusal}
        """);

    [Theory]
    [MemberData(nameof(Seeds.Few), MemberType = typeof(Seeds))]
    public void Any_bytes_at_all_are_survived(int seed)
    {
        var random = new Random(seed);
        var exchange = new ExchangeState();
        var page = new BlotterPage();
        for (var sequence = 1; sequence <= 50_000; sequence++)
        {
            var payload = new byte[random.Next(4) == 0 ? random.Next(120) : 8 * random.Next(12)];
            random.NextBytes(payload);

            // Small numbers, so that some of it makes sense.
            for (var i = 0; i < payload.Length; i++)
                payload[i] = random.Next(8) == 0 ? payload[i] : (byte)(i % 4 == 0 ? payload[i] & 3 : 0);
            var time = new Timestamp(random.Next(4) == 0 ? random.NextInt64(long.MinValue, long.MaxValue) : sequence);
            page.Clear();
            exchange.Apply(new CommandHeader(sequence, time, (CommandType)random.Next(18)), payload, page);
            if (sequence % 1000 == 0)
                exchange.Verify();
        }
    }

    [Fact]
    public void Time_does_not_go_back()
    {
        var exchange = new ExchangeState();
        var page = new BlotterPage();
        exchange.Apply(new CommandHeader(1, new Timestamp(500), CommandType.PassTime), new byte[8], page);
        exchange.Apply(new CommandHeader(2, new Timestamp(100), CommandType.PassTime), new byte[8], page);
        Assert.Equal(500, exchange.Time.Nanoseconds);
    }

    [Fact]
    public void A_sequence_that_comes_again_is_passed_over()
    {
        var exchange = new ExchangeState();
        var page = new BlotterPage();
        var step = Preparation.Steps(Preparation.Terms, 1, 1).First();
        exchange.Apply(step.Header with { Sequence = 7 }, step.Payload, page);
        var hash = exchange.StateHash();
        page.Clear();
        exchange.Apply(step.Header with { Sequence = 7 }, step.Payload, page);
        exchange.Apply(step.Header with { Sequence = 6 }, step.Payload, page);
        Assert.Equal(0, page.Count);
        Assert.Equal((7, hash), (exchange.LastSequence, exchange.StateHash()));
    }
}
