using System.Runtime.CompilerServices;

namespace Bourse.Matching;

/// <summary>
/// The 32-byte nodes of all books, by number: orders, levels and what icebergs hide. Numbers come from a book's own
/// <see cref="NodePool"/>, so that their memory is there: nothing is tested. Node 0 is nobody's.
/// </summary>
internal static unsafe class Nodes
{
    public const int NodeBytes = 32;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ref OrderNode Order(int node) => ref *(OrderNode*)At(node);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ref LevelNode Level(int node) => ref *(LevelNode*)At(node);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ref HiddenNode Hidden(int node) => ref *(HiddenNode*)At(node);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static nint At(int node) => BookMemory.Start + (nint)(uint)node * NodeBytes;
}
