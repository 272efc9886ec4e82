namespace Bourse.Ticks;

/// <summary>A row within a run: the chunk's index and the row's in it.</summary>
internal readonly record struct RowPosition(int Chunk, int Row)
{
    public bool IsFirst => Chunk <= 0 && Row == 0;

    public bool IsBefore(RowPosition other) => Chunk < other.Chunk || (Chunk == other.Chunk && Row < other.Row);
}
