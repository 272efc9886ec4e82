using System.Diagnostics;
using Bourse.Journal;

namespace Bourse.Records;

/// <summary>
/// The spans of a batch: one in the trace of each traced command that is in it, as long as the whole batch, linked to the
/// batch's first. One thread.
/// </summary>
internal sealed class WriteTrace
{
    private static readonly ActivitySource Source = new("Bourse.Records");

    private readonly long _begun = Stopwatch.GetTimestamp();

    /// <summary>Null where nobody traces.</summary>
    public static WriteTrace? Begin() => Source.HasListeners() ? new WriteTrace() : null;

    /// <summary>The batch is in the database.</summary>
    public void End(SequenceTraces traces, BlotterBatch batch)
    {
        if (batch.Count == 0)
            return;
        var (first, last) = (batch[0].Header.Sequence, batch[batch.Count - 1].Header.Sequence);
        var start = DateTimeOffset.UtcNow - Stopwatch.GetElapsedTime(_begun);
        ActivityLink[] links = [];
        foreach (var (sequence, context) in traces.Between(first, last))
        {
            using var span = Source.StartActivity(
                "records.write", ActivityKind.Internal, context, links: links, startTime: start);
            span?.SetTag("bourse.sequence", sequence);
            span?.SetTag("bourse.batch.first_sequence", first);
            span?.SetTag("bourse.batch.last_sequence", last);
            if (span is not null && links.Length == 0)
                links = [new ActivityLink(span.Context)];
        }
    }
}
