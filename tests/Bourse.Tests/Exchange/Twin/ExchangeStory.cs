using Bourse.Exchange;
using Bourse.Market;

namespace Bourse.Tests.Exchange;

/// <summary>
/// A text of steps and what comes of each ("= trade 10 @ 100 2x1"), told to the naive exchange and to the real one. Steps
/// are numbered from 1, and an order has the number of its step. Ann, bob, cat and dan begin with 10000 USD, 1000 XYZ and
/// 1000 ABC each; ticks are 0.01, lots 1, and there are no fees. Refusals, repetitions, trades, reductions and ends that
/// nobody asked for must all be written; other events only where a step's lines name one of their kind. "ann has 9000 USD,
/// 500 held" by itself looks at the state.
/// </summary>
internal static class ExchangeStory
{
    private static readonly string[] AlwaysTold = ["refused", "repeated", "trade", "reduced", "forgotten", "auction", "indicated", "triggered"];

    public static void Tell(string text, ExchangeOptions? options = null)
    {
        var lines = text.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0).ToArray();
        var twins = new ExchangeTwins(options ?? new ExchangeOptions(), reopenEvery: 1);
        var steps = Prepare(twins);
        for (var i = 0; i < lines.Length;)
        {
            var end = i + 1;
            while (end < lines.Length && lines[end][0] == '=')
                end++;
            var expected = lines[(i + 1)..end].Select(line => line[1..].Trim()).ToArray();
            if (lines[i].Contains(" has ", StringComparison.Ordinal) && expected.Length == 0)
                Look(lines, i, twins);
            else
                Take(StepText.Parse(lines[i]));
            i = end;

            void Take(ExchangeStep step)
            {
                var last = steps[^1].Header;
                step = step with
                {
                    Header = step.Header with
                    {
                        Sequence = Math.Max(Lines.FirstId, last.Sequence) + 1,
                        Time = last.Time.AddNanoseconds(StepText.WaitOf(lines[i])),
                    },
                };
                steps.Add(step);
                if ((twins.Apply(step) ?? twins.StateDifference()) is { } difference)
                    throw Failure(lines, i, $"The two exchanges differ: {difference}");
                var told = twins.Told.Where(line => IsTold(line, expected)).ToArray();
                if (!told.Order().SequenceEqual(expected.Order()) || !InOrder(told).SequenceEqual(InOrder(expected)))
                    throw Failure(
                        lines, i, $"Told:\n  {string.Join("\n  ", told)}\nof:\n  {string.Join("\n  ", twins.Told)}");
            }
        }

        Replay(steps, twins, options);
    }

    /// <summary>Applies what every story begins with.</summary>
    public static List<ExchangeStep> Prepare(
        ExchangeTwins twins, InstrumentTerms? terms = null, long money = 10_000 * Preparation.One, long goods = 1_000 * Preparation.One,
        bool withPaper = false)
    {
        var steps = new List<ExchangeStep>();
        var founding = ExchangeStep.Of(CommandType.FoundExchange, Preparation.Charter(twins.Options));
        foreach (var step in Preparation.Steps(terms ?? Preparation.Terms, money, goods, withPaper).Prepend(founding))
        {
            steps.Add(step with { Header = step.Header with { Sequence = steps.Count + 1, Time = Timestamp.FromCivil(2026, 1, 5) } });
            if (twins.Apply(steps[^1]) is { } difference)
                throw new StoryException(difference);
        }

        return steps;
    }

    private static bool IsTold(string line, string[] expected)
    {
        var kind = Kind(line);
        return AlwaysTold.Contains(kind) || expected.Any(wanted => Kind(wanted) == kind)
            || (kind == "ended" && !line.Contains(" cancelled", StringComparison.Ordinal));
    }

    private static string Kind(string line) =>
        line.Contains(" has ", StringComparison.Ordinal) ? "has" : line.Split(' ')[0];

    private static IEnumerable<string> InOrder(IEnumerable<string> lines) =>
        lines.Where(line => Kind(line) is not ("has" or "position"));

    private static void Look(string[] lines, int at, ExchangeTwins twins)
    {
        var words = lines[at].Split(' ', ',');
        var (account, asset) = (Names.Parse(Names.Accounts, words[0]), Names.Parse(Names.Assets, words[3]));
        var holding = twins.Real.HoldingOf(account, asset);
        var actual = Lines.Balance(account, asset, holding.Total, holding.Held);
        if (actual != lines[at])
            throw Failure(lines, at, $"But {actual}");
    }

    /// <summary>The same steps make the same state in a new exchange; steps that come twice are passed over.</summary>
    private static void Replay(List<ExchangeStep> steps, ExchangeTwins twins, ExchangeOptions? options)
    {
        var again = new ExchangeState(options);
        foreach (var step in steps.Concat(steps))
            again.Apply(step.Header, step.Payload, new BlotterPage());
        if (again.StateHash() != twins.Real.StateHash())
            throw new StoryException("The same steps made another state.");
    }

    private static StoryException Failure(string[] lines, int at, string what) => new(
        $"""
        {what}
        The story:
        {string.Join('\n', lines.Select((line, i) => i == at ? $"-> {line}" : $"   {line}"))}
        """);
}
