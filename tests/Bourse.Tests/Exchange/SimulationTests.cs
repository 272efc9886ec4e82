namespace Bourse.Tests.Exchange;

/// <summary>
/// The whole exchange on a machine full of faults, by seeds. A seed that fails is told with how to run it again; many more
/// run with <c>tests/Bourse.TwinRun -- --simulate</c>.
/// </summary>
public sealed class SimulationTests
{
    private const int Commands = 1_200;
    private const int SeedsUntilFound = 60;

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 2 * ExchangeProfile.All.Count)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Whatever_goes_wrong_nothing_promised_is_lost_nothing_is_done_twice_and_the_state_is_what_the_orders_make(int seed)
    {
        var (violation, _) = Simulation.Run(seed, Commands);
        Assert.True(violation is null, violation);
    }

    [Fact]
    public void A_seed_decides_everything()
    {
        var (first, second) = (new SimulationCounts(), new SimulationCounts());
        for (var seed = 1; seed <= 12; seed++)
            Assert.Equal(Simulation.Run(seed, Commands, first), Simulation.Run(seed, Commands, second));
        Assert.Equal($"{first}", $"{second}");
        Assert.True(first.Kills > 0 && first.PowerCuts > 0, $"{first}");
    }

    [Fact]
    public void A_disk_that_only_says_that_it_has_synced_is_found_out()
    {
        var found = Enumerable.Range(1, SeedsUntilFound)
            .Select(seed => Simulation.Run(seed, Commands, liesAboutSyncs: true).Violation)
            .FirstOrDefault(violation => violation is not null);
        Assert.NotNull(found);
    }
}
