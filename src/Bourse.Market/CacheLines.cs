using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace Bourse.Market;

/// <summary>Asks the processor for memory that will be read soon. Processors other than x86 are not asked.</summary>
public static unsafe class CacheLines
{
    private const int LineBytes = 64;

    /// <summary>
    /// Fetches the lines that a structure lies on. Any address may be asked for; that a collector moves what is there
    /// costs a useless fetch.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Prefetch<T>(ref readonly T item)
        where T : struct
    {
        if (!Sse.IsSupported)
            return;
        var at = (byte*)Unsafe.AsPointer(ref Unsafe.AsRef(in item));
        for (var offset = 0; offset < Unsafe.SizeOf<T>(); offset += LineBytes)
            Sse.Prefetch0(at + offset);
        Sse.Prefetch0(at + Unsafe.SizeOf<T>() - 1);
    }
}
