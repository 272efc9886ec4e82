using Bourse.Exchange;

namespace Bourse.Engine;

/// <summary>
/// What became of the commands that were carried out, by kind, outcome and reason: a table of fixed size, since there are
/// only so many of each. The engine's thread counts, any thread reads.
/// </summary>
internal sealed class CommandCounts
{
    private static readonly int Types = Enum.GetValues<CommandType>().Max(type => (int)type) + 1;
    private static readonly int Reasons = Enum.GetValues<RefusalReason>().Max(reason => (int)reason) + 1;

    // Those of a command that was carried out: accepted, refused, repeated.
    private const int Outcomes = 3;

    private readonly long[] _counts = new long[Types * Outcomes * Reasons];

    /// <summary>What is of no kind that is known is counted as none.</summary>
    public void Add(CommandType type, in Answer answer)
    {
        var row = (int)type < Types ? (int)type : 0;
        ref var count = ref _counts[(((row * Outcomes) + (int)answer.Outcome) * Reasons) + (int)answer.Reason];
        Volatile.Write(ref count, count + 1);
    }

    /// <summary>Those that happened.</summary>
    public IEnumerable<CommandCount> Read()
    {
        for (var i = 0; i < _counts.Length; i++)
            if (Volatile.Read(ref _counts[i]) is var count and > 0)
                yield return new CommandCount(
                    (CommandType)(i / (Outcomes * Reasons)), (Outcome)(i / Reasons % Outcomes),
                    (RefusalReason)(i % Reasons), count);
    }
}
