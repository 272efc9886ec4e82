namespace Bourse.Tests.Exchange;

/// <summary>Random flows of every character: the real exchange tells and holds what the naive one does.</summary>
public sealed class ExchangeTwinTests
{
    private const int CommandsPerProfile = 4_000;

    public static TheoryData<string> Profiles => [.. ExchangeProfile.All.Select(profile => profile.Name)];

    [Theory]
    [MemberData(nameof(Profiles))]
    public void Whatever_comes_both_exchanges_tell_and_hold_the_same(string name)
    {
        var profile = ExchangeProfile.All.Single(one => one.Name == name);
        var difference = ExchangeRun.Difference(profile, seed: 1, CommandsPerProfile);
        Assert.True(difference == null, difference);
    }
}
