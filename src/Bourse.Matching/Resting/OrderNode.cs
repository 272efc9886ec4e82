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
[StructLayout(LayoutKind.Sequential, Pack = 4, Size = NodePool.NodeBytes)]
internal struct OrderNode
{
    public ulong Id;

    /// <summary>Lots open; of an iceberg, those it shows.</summary>
    public long Shown;
    public int Next;
    public int Prev;
    public int Level;

    /// <summary>The owner, or for an iceberg the complement of the node that holds what it hides.</summary>
    public int Owner;

    public readonly bool IsIceberg => Owner < 0;

    public readonly int HiddenNode => ~Owner;
}
