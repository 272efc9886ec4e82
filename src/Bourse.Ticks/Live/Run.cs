namespace Bourse.Ticks;

/// <summary>
/// Chunks one after another whose rows are sorted throughout. The writer appends to the last chunk; a reader takes
/// the chunks with <see cref="Read"/> and finds in them every row published so far.
/// </summary>
internal sealed class Run<TChunk>
    where TChunk : Chunk<TChunk>
{
    private TChunk[] _chunks;
    private int _count;

    /// <param name="chunks">All but the last are never appended to again; each but the last holds a row.</param>
    public Run(ReadOnlySpan<TChunk> chunks, long tailTime)
    {
        _chunks = chunks.ToArray();
        _count = chunks.Length;
        TailTime = tailTime;
    }

    /// <summary>The time of the last row. Writer only.</summary>
    public long TailTime { get; set; }

    /// <summary>The chunk appended to. Writer only.</summary>
    public TChunk Tail => _chunks[_count - 1];

    /// <summary>Chunks in order. Writer only.</summary>
    public ReadOnlySpan<TChunk> Chunks => _chunks.AsSpan(0, _count);

    /// <summary>Writer only.</summary>
    public long Rows
    {
        get
        {
            var rows = 0L;
            foreach (var chunk in Chunks)
                rows += chunk.Count;
            return rows;
        }
    }

    /// <summary>
    /// The chunks in order, in an array that may be longer; the last may hold no row yet. Any thread.
    /// </summary>
    public TChunk[] Read(out int count)
    {
        // The count first: the array read after it holds at least as many.
        count = Volatile.Read(ref _count);
        return Volatile.Read(ref _chunks);
    }

    /// <summary>Writer only.</summary>
    public void Add(TChunk chunk)
    {
        if (_count == _chunks.Length)
        {
            var larger = new TChunk[_count * 2];
            _chunks.CopyTo(larger, 0);
            Volatile.Write(ref _chunks, larger);
        }

        _chunks[_count] = chunk;
        Volatile.Write(ref _count, _count + 1);
    }
}
