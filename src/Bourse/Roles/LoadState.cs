using Bourse.Feeds.Csv;
using Bourse.Market;

namespace Bourse.Roles;

/// <summary>How far a load is.</summary>
/// <param name="Fault">Why it failed; null otherwise.</param>
internal sealed record LoadState(
    long BytesRead, long BytesTotal, long Rows, long BadRows, long Duplicates, bool IsDone, string? Fault)
{
    public static LoadState Of(FeedRole role, CsvProgress progress) => new(
        progress.BytesRead,
        progress.BytesTotal,
        progress.Rows,
        progress.BadRows,
        progress.Duplicates,
        IsDone: role.HasEnded && role.Inlet.IsDrained,
        role.State == FeedState.Failed ? role.Fault : null);
}
