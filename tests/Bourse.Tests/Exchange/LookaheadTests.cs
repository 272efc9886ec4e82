using Bourse.Exchange;

namespace Bourse.Tests.Exchange;

public sealed class LookaheadTests
{
    private const int Commands = 3_000;

    [Fact]
    public void What_is_expected_changes_nothing_also_when_something_else_comes()
    {
        foreach (var profile in ExchangeProfile.All)
        {
            var steps = StepsOf(profile);
            var (plain, told) = (new ExchangeState(profile.Options), new ExchangeState(profile.Options));
            var (plainPage, toldPage) = (new BlotterPage(), new BlotterPage());
            var random = new Random(1);
            for (var i = 0; i < steps.Count; i++)
            {
                var isRight = random.Next(4) > 0 && i + ExchangeState.ExpectAhead < steps.Count;
                var expected = isRight ? i + ExchangeState.ExpectAhead : random.Next(steps.Count);
                told.Expect(steps[expected].Header.Type, steps[expected].Payload);
                plain.Apply(steps[i].Header, steps[i].Payload, plainPage);
                told.Apply(steps[i].Header, steps[i].Payload, toldPage);
            }

            Assert.Equal(plain.StateHash(), told.StateHash());
            Assert.Equal(BlotterText.Of(plainPage), BlotterText.Of(toldPage));
        }
    }

    private static List<ExchangeStep> StepsOf(ExchangeProfile profile)
    {
        var twins = new ExchangeTwins(profile.Options, reopenEvery: 0);
        var steps = ExchangeStory.Prepare(twins, profile.Terms, profile.Money, profile.Goods, profile.References > 0);
        var flow = new ExchangeFlow(profile, seed: 3, twins.Naive);
        for (var i = 0; i < Commands; i++)
        {
            steps.Add(flow.Next());
            twins.Naive.Apply(steps[^1]);
        }

        return steps;
    }
}
