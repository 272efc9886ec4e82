using System.Runtime.InteropServices;
using Bourse.Market;

namespace Bourse.Matching;

/// <summary>
/// An event of a book by value, 48 bytes, for another thread or a file.
/// <code>
///  0          8         16           24      32         40     41     42       43       44      48
///  | Sequence | OrderId | Other      | Price | Quantity | Kind | Side | Reason | Command | Orders |
/// </code>
/// </summary>
[StructLayout(LayoutKind.Sequential)]
public struct BookEvent
{
    /// <summary>The caller's number of the command that caused it.</summary>
    public ulong Sequence;

    /// <summary>The order it is about; of a trade, the taker.</summary>
    public ulong OrderId;

    /// <summary>Of a trade, the maker's id; of <see cref="BookEventKind.Reduced"/>, the lots still open; else 0.</summary>
    public ulong Other;

    /// <summary>Ticks.</summary>
    public long Price;

    /// <summary>Lots.</summary>
    public long Quantity;

    public BookEventKind Kind;

    /// <summary>The order's side; of a trade, the taker's.</summary>
    public Side Side;

    /// <summary>The <see cref="RejectReason"/> or <see cref="CancelReason"/>.</summary>
    public byte Reason;

    /// <summary>What was rejected.</summary>
    public BookCommand Command;

    /// <summary>Of <see cref="BookEventKind.LevelChanged"/>, how many orders make the level.</summary>
    public int Orders;
}
