using System.Diagnostics;
using Bourse.Engine;
using Bourse.Exchange;
using Bourse.Journal;
using Bourse.Market;

namespace Bourse.Tests.Engine;

/// <summary>
/// What clients saw of the exchange, each command and each read with when it began and ended. Every answer names the
/// sequence that it is of, so that the search for an order in which all could have happened one at a time is none: by
/// sequence, whatever ended before another began comes before it, and each read shows what the commands up to its sequence
/// make.
/// </summary>
internal sealed class AccountHistory
{
    private readonly Lock _gate = new();
    private readonly List<Seen> _seen = [];

    public int Commands => Count(isRead: false);

    public int Reads => Count(isRead: true);

    /// <summary>Runs a command to its answer.</summary>
    public async Task<Answer> CommandAsync(Func<Task<Answer>> command)
    {
        var begun = Stopwatch.GetTimestamp();
        var answer = await command();
        Add(new Seen(begun, Stopwatch.GetTimestamp(), answer.Sequence, Account: 0, Shown: null));
        return answer;
    }

    /// <summary>Runs a read to its answer: its sequence, and what it shows of the account.</summary>
    public async Task<string> ReadAsync(int account, Func<Task<(long Sequence, string Shown)>> read)
    {
        var begun = Stopwatch.GetTimestamp();
        var (sequence, shown) = await read();
        Add(new Seen(begun, Stopwatch.GetTimestamp(), sequence, account, shown));
        return shown;
    }

    /// <summary>What cannot have happened one at a time, or null.</summary>
    /// <param name="show">What a read of an account must show of a state.</param>
    public string? Violation(JournalReader orders, Func<ExchangeState, int, string> show) =>
        RealTimeViolation() ?? ContentViolation(orders, show);

    private string? RealTimeViolation()
    {
        var byEnd = _seen.OrderBy(one => one.Ended).ToList();
        var (highest, next) = (0L, 0);
        foreach (var one in _seen.OrderBy(one => one.Begun))
        {
            for (; byEnd[next].Ended < one.Begun; next++)
                highest = Math.Max(highest, byEnd[next].Sequence);
            if (one.Sequence < highest || (one.Sequence == highest && one.Shown is null))
                return $"sequence {highest} was told before something began that is of {one.Sequence}";
        }

        var commands = _seen.Where(one => one.Shown is null).Select(one => one.Sequence).ToList();
        return commands.Count == commands.Distinct().Count() ? null : "two commands have one sequence";
    }

    private string? ContentViolation(JournalReader orders, Func<ExchangeState, int, string> show)
    {
        var reads = _seen.Where(one => one.Shown is not null).ToLookup(one => one.Sequence);
        var (state, page) = (new ExchangeState(), new BlotterPage());
        using var cursor = orders.OpenCursor(1);
        while (cursor.TryRead(out var record))
        {
            page.Clear();
            var header = new CommandHeader(record.Sequence, new Timestamp(record.Time), (CommandType)record.Type, record.Version);
            state.Apply(header, record.Payload, page);
            foreach (var read in reads[record.Sequence])
                if (show(state, read.Account) is var right && right != read.Shown)
                    return $"after sequence {record.Sequence} account {read.Account} was shown as\n{read.Shown}\nand had\n{right}";
        }

        return reads.Any(read => read.Key > state.LastSequence) ? "a read is of a sequence that there is not" : null;
    }

    private int Count(bool isRead)
    {
        lock (_gate)
            return _seen.Count(one => one.Shown is not null == isRead);
    }

    private void Add(Seen seen)
    {
        lock (_gate)
            _seen.Add(seen);
    }

    private readonly record struct Seen(long Begun, long Ended, long Sequence, int Account, string? Shown);
}
