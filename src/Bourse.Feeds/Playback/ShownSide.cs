using Bourse.Market;

namespace Bourse.Feeds.Playback;

/// <summary>
/// The best levels of a side that a client has been shown, and what it must be told so that it shows those that there
/// are now. The client forgets by itself what falls below its depth. Allocates only to grow; one thread.
/// </summary>
internal sealed class ShownSide(Side side, int depth)
{
    private BookLevel[] _shown = [];
    private BookLevel[] _now = [];
    private BookLevel[] _changes = [];
    private int _count;
    private int _changeCount;

    /// <summary>What it was shown last, best first.</summary>
    public ReadOnlySpan<BookLevel> Shown => _shown.AsSpan(0, _count);

    /// <summary>What the last call of <see cref="Update"/> found.</summary>
    public ReadOnlySpan<BookLevel> Changes => _changes.AsSpan(0, _changeCount);

    /// <summary>False when a change of these levels cannot be seen at this depth.</summary>
    public bool Concerns(ReadOnlySpan<BookLevel> levels)
    {
        if (_count < depth)
            return !levels.IsEmpty;
        foreach (var level in levels)
            if (!IsBetter(_shown[_count - 1].Price, level.Price))
                return true;
        return false;
    }

    /// <summary>What has changed since the last call, best first; quantity 0 removes a level.</summary>
    public ReadOnlySpan<BookLevel> Update(BookSide book)
    {
        var count = Math.Min(book.Count, depth);
        if (_now.Length < count)
            _now = new BookLevel[count * 2];
        book.CopyTo(_now.AsSpan(0, count));
        Compare(_now.AsSpan(0, count), isFull: count == depth);
        (_shown, _now, _count) = (_now, _shown, count);
        return Changes;
    }

    private void Compare(ReadOnlySpan<BookLevel> now, bool isFull)
    {
        _changeCount = 0;
        if (_changes.Length < now.Length + _count)
            _changes = new BookLevel[(now.Length + _count) * 2];
        var old = Shown;
        while (!now.IsEmpty || !old.IsEmpty)
        {
            if (old.IsEmpty || (!now.IsEmpty && IsBetter(now[0].Price, old[0].Price)))
            {
                Add(now[0]);
                now = now[1..];
            }
            else if (now.IsEmpty || now[0].Price != old[0].Price)
            {
                // What is worse than all that a full side shows falls out at the client too.
                if (!now.IsEmpty || !isFull)
                    Add(old[0] with { Quantity = Quantity.Zero });
                old = old[1..];
            }
            else
            {
                if (now[0].Quantity != old[0].Quantity)
                    Add(now[0]);
                now = now[1..];
                old = old[1..];
            }
        }
    }

    private void Add(BookLevel change) => _changes[_changeCount++] = change;

    private bool IsBetter(Price one, Price other) => side == Side.Buy ? one > other : one < other;
}
