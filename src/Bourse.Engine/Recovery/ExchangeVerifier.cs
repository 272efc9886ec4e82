using Bourse.Journal;

namespace Bourse.Engine;

/// <summary>Checks an exchange's journals and snapshots against each other, beside whoever writes them or without.</summary>
public static class ExchangeVerifier
{
    /// <summary>
    /// Carries out all orders again from the first, compares the blotter byte for byte, and each snapshot with what the
    /// orders make of the exchange there. That the blotter lacks its end is no fault: the next start adds that.
    /// </summary>
    /// <param name="snapshots">The folder of snapshots; it may be empty or missing.</param>
    /// <exception cref="BlotterException">They differ; the message says where.</exception>
    /// <exception cref="JournalException">A journal cannot be read.</exception>
    public static ExchangeVerification Verify(string ordersFolder, string blotterFolder, string snapshots = "")
    {
        using var orders = JournalReader.Open(ordersFolder);
        using var blotter = JournalReader.Open(blotterFolder);
        using var replay = new BlotterReplay(orders, blotter);
        var verified = new List<VerifiedSnapshot>();
        foreach (var path in new SnapshotFolder(snapshots).Newest().Reverse())
            verified.Add(Verify(path, replay, orders, blotter));
        replay.Run(missing: null);
        return new ExchangeVerification(replay.Report(), verified);
    }

    private static VerifiedSnapshot Verify(
        string path, BlotterReplay replay, JournalReader orders, JournalReader blotter)
    {
        try
        {
            var (stamp, state) = SnapshotFolder.Read(path);
            if (stamp.FaultOf(orders, blotter) is { } fault)
                return new VerifiedSnapshot(path, stamp.Sequence, stamp.Time, fault);
            replay.RunTo(stamp.Sequence);
            var view = replay.View;
            return new VerifiedSnapshot(path, stamp.Sequence, stamp.Time, view.StateHash() != state.StateHash()
                ? $"its state hash is {state.StateHash():x16}, and the orders make {view.StateHash():x16}"
                : view.BlotterSequence != stamp.BlotterSequence
                    ? $"it is of event {stamp.BlotterSequence}, and the orders make {view.BlotterSequence}"
                    : null);
        }
        catch (FileNotFoundException)
        {
            return new VerifiedSnapshot(path, 0, default, "it was there, and is not any more");
        }
        catch (InvalidDataException fault)
        {
            return new VerifiedSnapshot(path, 0, default, fault.Message);
        }
    }
}
