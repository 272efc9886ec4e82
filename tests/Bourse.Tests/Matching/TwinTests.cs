namespace Bourse.Tests.Matching;

/// <summary>Random flows of every character: the real book does and holds what the naive one does.</summary>
public sealed class TwinTests
{
    private const int CommandsPerProfile = 70_000;

    public static TheoryData<string> Profiles => [.. FlowProfile.All.Select(profile => profile.Name)];

    [Theory]
    [MemberData(nameof(Profiles))]
    public void Whatever_comes_both_books_tell_and_hold_the_same(string name)
    {
        var profile = FlowProfile.All.Single(one => one.Name == name);
        var difference = TwinRun.Difference(profile, seed: 1, (int)(profile.Weight * CommandsPerProfile));
        Assert.True(difference == null, difference);
    }
}
