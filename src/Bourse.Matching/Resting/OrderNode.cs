using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Bourse.Matching;

/// <summary>
/// A resting order, half a cache line. It shares its layout with <see cref="LevelNode"/> so that a level is the sentinel
/// of its own queue: taking an order out needs no test for the first or the last.
/// <code>
///  0        8        16     20     24      28     32
///  | Id     | Shown  | Next | Prev | Level | Owner |
/// </code>
/// </summary>
[StructLayout(LayoutKind.Sequential, Pack = 4, Size = Nodes.NodeBytes)]
internal struct OrderNode
{
    public ulong Id;

    /// <summary>Lots open; of an iceberg, those it shows.</summary>
    public long Shown;
    public int Next;
    public int Prev;
    public int Level;

    // The owner, or for an iceberg the complement of the node that holds what it hides.
    private int _owner;

    public readonly bool IsIceberg => _owner < 0;

    public readonly int HiddenNode => ~_owner;

    public readonly int Owner => IsIceberg ? Nodes.Hidden(HiddenNode).Owner : _owner;

    /// <summary>Lots that an iceberg does not show, else 0.</summary>
    public readonly long Hidden => IsIceberg ? Nodes.Hidden(HiddenNode).Hidden : 0;

    /// <summary>Lots that an iceberg shows at a time, else 0.</summary>
    public readonly long Display => IsIceberg ? Nodes.Hidden(HiddenNode).Display : 0;

    /// <summary>Lots open, shown or not.</summary>
    public readonly long Open => Shown + Hidden;

    /// <summary>A new order, no iceberg.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Begin(ulong id, int owner)
    {
        Id = id;
        _owner = owner;
    }

    /// <summary>A new iceberg, of which this node holds what it hides.</summary>
    public void BeginIceberg(ulong id, int owner, long display, int hiddenNode)
    {
        Begin(id, ~hiddenNode);
        Nodes.Hidden(hiddenNode) = new HiddenNode { Display = display, Owner = owner };
    }

    /// <summary>
    /// Takes lots away without a trade, hidden ones first, so that the order keeps what it shows; returns what it then
    /// shows less.
    /// </summary>
    public long Reduce(long by)
    {
        if (IsIceberg)
        {
            ref var hidden = ref Nodes.Hidden(HiddenNode).Hidden;
            var fromHidden = Math.Min(by, hidden);
            hidden -= fromHidden;
            by -= fromHidden;
        }

        Shown -= by;
        return by;
    }
}
