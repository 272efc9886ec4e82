using Bourse.Exchange;
using Bourse.Journal;

namespace Bourse.Engine;

/// <summary>Puts events onto the blotter. One thread.</summary>
internal sealed class BlotterWriter(JournalWriter journal)
{
    private bool _hasMore;

    public void Append(BlotterRecord record)
    {
        journal.Append(
            (ushort)record.Type, CommandHeader.LayoutVersion, record.Header.Time.Nanoseconds, record.Bytes);
        _hasMore = true;
    }

    /// <summary>Wakes the readers when there is something new.</summary>
    public void Publish()
    {
        if (!_hasMore)
            return;
        _hasMore = false;
        journal.Publish();
    }
}
