using Bourse.Journal;
using Bourse.Market;

namespace Bourse.Engine;

/// <summary>
/// Where carrying out orders again may begin: after the newest snapshot that is whole, of these journals, and not after
/// the moment asked for; else with nothing.
/// </summary>
internal sealed class SnapshotStart(SnapshotFolder folder, JournalReader orders, JournalReader? blotter)
{
    private readonly List<RefusedSnapshot> _refused = [];

    /// <summary>Snapshots that are damaged or of other orders, the newest first; what was not looked at is not here.</summary>
    public IReadOnlyList<RefusedSnapshot> Refused => _refused;

    public EngineView Find(long lastSequence = long.MaxValue, Timestamp? lastTime = null)
    {
        foreach (var path in folder.Newest())
            try
            {
                if (TryRead(path, lastSequence, lastTime ?? Timestamp.MaxValue) is { } view)
                    return view;
            }
            catch (Exception fault) when (fault is InvalidDataException or IOException or UnauthorizedAccessException)
            {
                _refused.Add(new RefusedSnapshot(path, fault.Message));
            }

        return new EngineView();
    }

    // A blotter that a power cut has left behind the snapshot wants events that only older commands can make again.
    private EngineView? TryRead(string path, long lastSequence, Timestamp lastTime)
    {
        var stamp = SnapshotFolder.ReadStamp(path);
        if (stamp.FaultOf(orders, blotter) is { } fault)
            throw new InvalidDataException(fault);
        if (stamp.Sequence > lastSequence || stamp.Time > lastTime
            || (blotter is not null && stamp.BlotterSequence > blotter.LastSequence))
            return null;
        return new EngineView(SnapshotFolder.Read(path).State, stamp.BlotterSequence);
    }
}
