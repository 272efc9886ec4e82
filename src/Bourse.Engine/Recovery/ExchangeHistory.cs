using Bourse.Journal;
using Bourse.Market;

namespace Bourse.Engine;

/// <summary>
/// The exchange as it was at a moment, from its orders: carried out again from the newest snapshot before that, or from
/// the first, beside whoever writes them or without. Nothing on disk is changed.
/// </summary>
public static class ExchangeHistory
{
    /// <summary>As it was after the command of that sequence.</summary>
    /// <param name="snapshots">The folder of snapshots; none to carry out all orders.</param>
    /// <exception cref="MomentException">The journal has no such command.</exception>
    /// <exception cref="BlotterException">The journal has lost its beginning.</exception>
    /// <exception cref="JournalException">The journal cannot be read.</exception>
    public static EngineView At(string ordersFolder, long sequence, string snapshots = "")
    {
        using var orders = Open(ordersFolder);
        if (sequence < 1 || sequence > orders.LastSequence)
            throw new MomentException(
                $"{orders.Directory}: there is no sequence {sequence}; the orders go from 1 to {orders.LastSequence}.");
        return CarryOut(orders, snapshots, sequence, Timestamp.MaxValue);
    }

    /// <summary>As it was after the last command at or before that time.</summary>
    /// <param name="snapshots">The folder of snapshots; none to carry out all orders.</param>
    /// <exception cref="MomentException">The first command came later.</exception>
    /// <exception cref="BlotterException">The journal has lost its beginning.</exception>
    /// <exception cref="JournalException">The journal cannot be read.</exception>
    public static EngineView At(string ordersFolder, Timestamp time, string snapshots = "")
    {
        using var orders = Open(ordersFolder);
        var view = CarryOut(orders, snapshots, long.MaxValue, time);
        if (view.LastSequence > 0)
            return view;
        using var commands = orders.OpenCursor(1);
        commands.TryRead(out var first);
        throw new MomentException(
            $"{orders.Directory}: nothing had happened by {time}; the first command is of {new Timestamp(first.Time)}.");
    }

    private static JournalReader Open(string folder)
    {
        var orders = JournalReader.Open(folder);
        try
        {
            BlotterReplay.RefuseForgotten(orders);
            return orders.LastSequence > 0
                ? orders
                : throw new MomentException($"{orders.Directory}: there are no orders yet.");
        }
        catch
        {
            orders.Dispose();
            throw;
        }
    }

    // Commands' times never go back: the engine sees to that.
    private static EngineView CarryOut(
        JournalReader orders, string snapshots, long lastSequence, Timestamp lastTime)
    {
        var start = new SnapshotStart(new SnapshotFolder(snapshots), orders, blotter: null);
        var view = start.Find(lastSequence, lastTime);
        using var commands = new CommandReader(orders, view);
        while (view.LastSequence < lastSequence && commands.TryRead(out var command)
            && command.Time <= lastTime.Nanoseconds)
            view.Apply(command);
        return view;
    }
}
