using System.Text.RegularExpressions;
using Bourse.Matching;

namespace Bourse.Tests.Matching;

/// <summary>
/// A text of steps, what comes of each ("= trade 10 @ 100 2x1") and how the book then stands ("book", rows of
/// <see cref="BookTable"/>), told to the naive book and to the real one. Trades, rejections, reductions, refills and
/// cancellations that nobody asked for must all be written; acceptances, replacements, requested cancellations and
/// levels only where a step's lines name one of their kind ("level none" for no level). The first line may set limits: "with orders-max 3".
/// </summary>
internal static partial class Story
{
    // The same story for a book of the default window, one of the smallest, and one restored after every step.
    private static readonly OrderBookOptions Narrow = new() { WindowTicks = 64, WindowTicksMax = 128 };

    public static void Tell(string text)
    {
        var lines = Number().Replace(text, match => Value(match)).Split('\n')
            .Select(line => line.Split('#')[0].Trim()).Where(line => line.Length > 0).ToArray();
        Tell(lines, new OrderBookOptions(), isReopened: false);
        Tell(lines, Narrow, isReopened: false);
        Tell(lines, Narrow, isReopened: true);
    }

    private static void Tell(string[] lines, OrderBookOptions options, bool isReopened)
    {
        var first = lines[0].StartsWith("with ", StringComparison.Ordinal) ? 1 : 0;
        if (first == 1)
            options = Limited(options, lines[0].Split(' '));
        var twins = new Twins(options);
        var nextId = 1UL;
        for (var i = first; i < lines.Length;)
        {
            var end = i + 1;
            while (end < lines.Length && lines[end][0] is '=' or '|')
                end++;
            var expected = lines[(i + 1)..end];
            if (lines[i] == "book")
                Expect(lines, i, twins, expected.Select(BookTable.Bare), BookTable.Of(twins.Naive).Select(BookTable.Bare));
            else
                Take(StepText.Parse(lines[i], nextId), expected);
            i = end;

            void Take(Step step, string[] expected)
            {
                if (step.Kind == StepKind.Submit)
                    nextId = unchecked(step.Order.Id + 1);
                var difference = twins.Apply(step);
                var wanted = expected.Select(line => line.TrimStart('=').Trim()).ToList();
                Expect(lines, i, twins, wanted.Where(line => line != "level none"), Told(twins.Naive.Sink, wanted));
                difference ??= twins.StateDifference();
                if (isReopened && difference == null)
                    difference = twins.Apply(new Step(StepKind.Reopen, default)) ?? twins.StateDifference();
                if (difference != null)
                    throw Failure(lines, i, twins, $"The two books differ: {difference}");
            }
        }
    }

    /// <summary>The events that the story must mention: all but acknowledgements, and those of a kind that it mentions.</summary>
    private static List<string> Told(EventList sink, IEnumerable<string> wanted)
    {
        var kinds = wanted.Select(line => line.Split(' ')[0]).ToHashSet();
        return [.. sink.Events.ToArray().Where(IsTold).Select(told => $"{told}")];

        bool IsTold(RecordedEvent told) => told.Kind switch
        {
            EventKind.Accepted => kinds.Contains("accepted"),
            EventKind.Replaced => kinds.Contains("replaced"),
            EventKind.LevelChanged => kinds.Contains("level"),
            EventKind.Cancelled when told.Detail == (long)CancelReason.Requested => kinds.Contains("cancelled"),
            EventKind.Auction => kinds.Contains("auction"),
            _ => true,
        };
    }

    private static void Expect(string[] lines, int at, Twins twins, IEnumerable<string> expected, IEnumerable<string> actual)
    {
        if (!expected.SequenceEqual(actual))
            throw Failure(lines, at, twins, $"Told:\n  {string.Join("\n  ", actual)}\ninstead of:\n  {string.Join("\n  ", expected)}");
    }

    private static StoryException Failure(string[] lines, int at, Twins twins, string what) => new(
        $"""
        {what}
        naive: {string.Join("; ", twins.Naive.Sink.Events.ToArray())}
        real:  {string.Join("; ", twins.Real.Sink.Events.ToArray())}
        The story:
        {string.Join('\n', lines.Select((line, i) => i == at ? $"-> {line}" : $"   {line}").Skip(at - 100).Take(200))}
        The naive book:
        {string.Join('\n', BookTable.Of(twins.Naive))}
        """);

    private static OrderBookOptions Limited(OrderBookOptions options, string[] words)
    {
        for (var i = 1; i < words.Length; i += 2)
            options = words[i] == "orders-max" ? options with { OrdersMax = int.Parse(words[i + 1], null) }
                : words[i] == "window" ? options with { WindowTicks = int.Parse(words[i + 1], null) }
                : words[i] == "window-max" ? options with { WindowTicksMax = int.Parse(words[i + 1], null) }
                : throw new FormatException($"A story knows no limit \"{words[i]}\".");
        return options;
    }

    /// <summary>"max" is the largest quantity, "top" the largest price; both take an offset: "max-1", "-top", "top+1".</summary>
    private static string Value(Match match)
    {
        Int128 value = match.Groups["name"].Value == "max" ? long.MaxValue : OrderBook.PriceMax;
        value = match.Groups["sign"].Length > 0 ? -value : value;
        return $"{value + (match.Groups["offset"].Value is { Length: > 0 } offset ? Int128.Parse(offset, null) : 0)}";
    }

    [GeneratedRegex(@"(?<=\s)(?<sign>-?)(?<name>max|top)(?<offset>[+-]\d+)?(?=\s|$)")]
    private static partial Regex Number();
}
