namespace Bourse.Ticks;

/// <summary>Reads the rows of several runs, of one or more instruments, in one order. One thread at a time.</summary>
internal sealed class RunReader<TChunk>
    where TChunk : Chunk<TChunk>
{
    private readonly RunCursor<TChunk>[] _cursors;
    private readonly int[] _owners;
    private readonly bool _isDescending;
    private int _current = -1;
    private TickKey _limit;

    public RunReader(ReadOnlySpan<Runs<TChunk>> owners, in TickRange range)
    {
        _isDescending = range.IsDescending;
        var count = 0;
        foreach (var runs in owners)
        {
            count += runs.All.Length;
            CompleteFrom = Math.Max(CompleteFrom, runs.CompleteFrom);
        }

        _cursors = new RunCursor<TChunk>[count];
        _owners = new int[count];
        count = 0;
        for (var owner = 0; owner < owners.Length; owner++)
            foreach (var run in owners[owner].All)
            {
                _cursors[count] = RunCursor<TChunk>.Over(run, range);
                _owners[count++] = owner;
            }
    }

    /// <summary>From this time on no row of any of the runs has been dropped; nanoseconds since the epoch.</summary>
    public long CompleteFrom { get; } = long.MinValue;

    public TChunk Chunk => _cursors[_current].Chunk;

    public int Row => _cursors[_current].Row;

    /// <summary>The index of the current row's owner.</summary>
    public int Owner => _owners[_current];

    /// <summary>Moves to the next row; false at the end.</summary>
    public bool MoveNext()
    {
        if (_current >= 0)
        {
            ref var current = ref _cursors[_current];
            if (!current.IsDone)
                current.Advance();
            if (!current.IsDone && (_cursors.Length == 1 || IsFirst(current.Key, _limit)))
                return true;
        }

        return TrySelect();
    }

    // The cursor that stands first, and the key of the one after it: until there no other needs to be looked at.
    private bool TrySelect()
    {
        _current = -1;
        _limit = _isDescending ? TickKey.First : TickKey.Last;
        for (var i = 0; i < _cursors.Length; i++)
        {
            if (_cursors[i].IsDone)
                continue;
            var key = _cursors[i].Key;
            if (_current < 0 || IsFirst(key, _cursors[_current].Key))
                (_current, _limit) = (i, _current < 0 ? _limit : _cursors[_current].Key);
            else if (IsFirst(key, _limit))
                _limit = key;
        }

        return _current >= 0;
    }

    private bool IsFirst(TickKey left, TickKey right) => _isDescending ? left > right : left < right;
}
