namespace Bourse.Ticks;

/// <summary>
/// All runs of one column set at one moment, as readers see them; replaced as a whole when runs are opened, merged
/// or dropped.
/// </summary>
/// <param name="CompleteFrom">Rows at and after this time are all here; nanoseconds since the epoch.</param>
internal sealed record Runs<TChunk>(Run<TChunk>[] All, long CompleteFrom)
    where TChunk : Chunk<TChunk>
{
    public static Runs<TChunk> Empty { get; } = new([], long.MinValue);
}
