using System.Runtime.InteropServices;

namespace Bourse.Matching;

/// <summary>
/// One price of one side, and the sentinel of its queue: <see cref="Next"/> is the first order, <see cref="Prev"/> the
/// last, the level itself when there is none.
/// <code>
///  0        8        16     20     24       28        32
///  | Key    | Shown  | Next | Prev | Orders | Marks   |
/// </code>
/// </summary>
[StructLayout(LayoutKind.Sequential, Pack = 4, Size = Nodes.NodeBytes)]
internal struct LevelNode
{
    private const int OneIceberg = 2;

    /// <summary>The price, mirrored for asks: see <see cref="MirroredPrice"/>.</summary>
    public long Key;

    /// <summary>The lots that its orders show.</summary>
    public long Shown;
    public int Next;
    public int Prev;
    public int Orders;

    // Bit 0 is the side; above it counts the icebergs.
    private int _marks;

    public static LevelNode Empty(long key, int side, int self) =>
        new() { Key = key, Next = self, Prev = self, _marks = side };

    /// <summary>0 for bids, 1 for asks.</summary>
    public readonly int Side => _marks & 1;

    public readonly bool HasIcebergs => _marks >= OneIceberg;

    public void CountIceberg() => _marks += OneIceberg;

    public void UncountIceberg() => _marks -= OneIceberg;
}
