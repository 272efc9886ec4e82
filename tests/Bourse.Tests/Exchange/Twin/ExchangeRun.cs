using System.Text;
using Bourse.Exchange;

namespace Bourse.Tests.Exchange;

/// <summary>Lets a random flow run through the twins.</summary>
internal static class ExchangeRun
{
    private const int StateChecksEvery = 64;
    private const int ReopenEvery = 50;

    /// <summary>What went wrong, with the shortest story of it; null when the twins agreed on all commands.</summary>
    public static string? Difference(ExchangeProfile profile, int seed, int commands)
    {
        var twins = new ExchangeTwins(profile.Options, ReopenEvery);
        var prepared = Prepare(profile, twins);
        var flow = new ExchangeFlow(profile, seed, twins.Naive);
        var steps = new List<ExchangeStep>(commands);
        for (var i = 1; i <= commands; i++)
        {
            var step = flow.Next();
            steps.Add(step);
            if ((twins.Apply(step) ?? (i % StateChecksEvery == 0 ? twins.StateDifference() : null)) is { } difference)
                return $"""
                    Profile "{profile}", seed {seed}, command {i}: {difference}
                    {Shortest(profile, steps)}
                    """;
        }

        return ReplayDifference(profile, prepared, steps, twins);
    }

    private static List<ExchangeStep> Prepare(ExchangeProfile profile, ExchangeTwins twins) =>
        ExchangeStory.Prepare(twins, profile.Terms, profile.Money, profile.Goods, profile.References > 0);

    /// <summary>The same commands, whatever else is going on in the process, make the same state.</summary>
    private static string? ReplayDifference(
        ExchangeProfile profile, List<ExchangeStep> prepared, List<ExchangeStep> steps, ExchangeTwins twins)
    {
        var again = new ExchangeState(profile.Options with { OrdersExpected = 10_000 });
        var page = new BlotterPage();
        foreach (var step in prepared.Concat(steps))
        {
            again.Apply(step.Header, step.Payload, page);
            page.Clear();
        }

        return again.StateHash() == twins.Real.StateHash() ? twins.StateDifference() : $"Profile \"{profile}\": a replay differs.";
    }

    /// <summary>Leaves away whatever the failing steps can do without; ids stay as they were.</summary>
    private static string Shortest(ExchangeProfile profile, List<ExchangeStep> steps)
    {
        for (var size = Math.Max(1, steps.Count / 2); size > 0; size /= 2)
            for (var from = 0; from < steps.Count;)
                if (UpToFailure(profile, [.. steps.Take(from), .. steps.Skip(from + size)]) is { } shorter)
                    steps = shorter;
                else
                    from += size;
        var text = new StringBuilder($"money {Words.Amount(profile.Money)} goods {Words.Amount(profile.Goods)} {Lines.Of(profile.Terms)}\n");
        var twins = new ExchangeTwins(profile.Options, ReopenEvery);
        Prepare(profile, twins);
        foreach (var step in steps)
        {
            var difference = twins.Apply(step) ?? twins.StateDifference();
            text.AppendLine($"{Lines.Step(step.Header.Sequence)}: {step}");
            text.AppendLine(difference ?? string.Concat(twins.Told.Select(line => $"= {line}\n")));
        }

        return text.ToString();
    }

    private static List<ExchangeStep>? UpToFailure(ExchangeProfile profile, List<ExchangeStep> steps)
    {
        var twins = new ExchangeTwins(profile.Options, ReopenEvery);
        Prepare(profile, twins);
        for (var i = 0; i < steps.Count; i++)
            if ((twins.Apply(steps[i]) ?? twins.StateDifference()) != null)
                return steps[..(i + 1)];
        return null;
    }
}
