using Bourse.Tape;

namespace Bourse.Feeds;

/// <summary>
/// Something that publishes market events: CSV archives, the synthetic market, a replay, another Bourse. Runs on a
/// thread of its own.
/// </summary>
public interface IFeed
{
    public string Name { get; }

    /// <summary>Publishes until its source ends (returns) or it is told to stop.</summary>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    /// <exception cref="FeedException">It cannot go on; the message, and a status on the tape, say why.</exception>
    public void Run(TapeInlet tape, CancellationToken stopping);
}
