namespace Bourse.Tests.Matching;

/// <summary>Lets a random flow run through the twins.</summary>
internal static class TwinRun
{
    private const int StateChecksEvery = 32;

    /// <summary>What went wrong, with the shortest story of it; null when the twins agreed on all commands.</summary>
    public static string? Difference(FlowProfile profile, int seed, int commands)
    {
        var twins = new Twins(profile.Options);
        var flow = new Flow(profile, seed, twins.Naive);
        var steps = new List<Step>(commands);
        for (var i = 1; i <= commands; i++)
        {
            var step = flow.Next();
            steps.Add(step);
            var difference = twins.Apply(step) ?? (i % StateChecksEvery == 0 ? twins.StateDifference() : null);
            if (difference != null)
                return $"""
                    Profile "{profile}", seed {seed}, command {i}: {difference}
                    {Shrinking.StoryOf(steps, profile.Options)}
                    """;
        }

        return twins.StateDifference();
    }
}
