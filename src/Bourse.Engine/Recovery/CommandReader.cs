using Bourse.Exchange;
using Bourse.Journal;

namespace Bourse.Engine;

/// <summary>Reads commands for a view that is to carry them out, and tells it beforehand which come next. One thread.</summary>
internal sealed class CommandReader(JournalReader orders, EngineView view) : IDisposable
{
    private readonly JournalCursor _commands = orders.OpenCursor(view.LastSequence + 1);
    private readonly JournalCursor _ahead = orders.OpenCursor(view.LastSequence + 1);
    private int _expected;

    public bool TryRead(out JournalRecord command)
    {
        for (; _expected < ExchangeState.ExpectAhead && _ahead.TryRead(out var next); _expected++)
            view.Expect((CommandType)next.Type, next.Payload);
        if (!_commands.TryRead(out command))
            return false;
        _expected--;
        return true;
    }

    /// <summary>Whether there is another command, now or within the time.</summary>
    public bool Wait(TimeSpan timeout) => _commands.Wait(timeout);

    public void Dispose()
    {
        _commands.Dispose();
        _ahead.Dispose();
    }
}
