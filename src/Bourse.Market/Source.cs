namespace Bourse.Market;

/// <summary>Where events come from: a file's contents, a connection to a venue, another Bourse.</summary>
/// <param name="Key">
/// Stable across restarts and machines, e.g. "csv:asx-trades:ASX:BHP:5f1c…"; up to <see cref="KeyLengthMax"/> bytes.
/// </param>
/// <param name="Position">The highest native number taken from it when this definition was written.</param>
public sealed record Source(SourceId Id, string Key, Numbering Numbering, long Position = 0)
{
    public const int KeyLengthMax = 200;
}
