namespace Bourse.Tests.Exchange;

/// <summary>Random flows of every character: what is foretold of an order is what comes of it.</summary>
public sealed class PreviewOracleTests
{
    private const int CommandsPerProfile = 150;

    public static TheoryData<string> Profiles => [.. ExchangeProfile.All.Select(profile => profile.Name)];

    [Theory]
    [MemberData(nameof(Profiles))]
    public void Whatever_order_comes_it_is_refused_held_and_traded_as_it_was_foretold(string name)
    {
        var profile = ExchangeProfile.All.Single(one => one.Name == name);
        var oracle = new PreviewOracle(profile, seed: 7);
        var difference = oracle.Difference(CommandsPerProfile);
        Assert.True(difference is null, difference);
        Assert.True(oracle.Refused + oracle.Traded + oracle.Resting > 10, name);
    }
}
