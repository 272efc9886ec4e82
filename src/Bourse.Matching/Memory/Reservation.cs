using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace Bourse.Matching;

/// <summary>
/// Address space that can become memory. On Linux it does so piece by piece; elsewhere the system is asked for less, at
/// once, and trusted to back only what is touched.
/// </summary>
internal sealed partial class Reservation
{
    public const long StepBytes = 2L << 20;

    private const long BytesMax = 64L << 30;
    private const long BytesMin = 1L << 30;
    private const uint BytesElsewhere = 2U << 30;

    private const int ReadWrite = 1 | 2;
    private const int PrivateAnonymousNoReserve = 0x02 | 0x20 | 0x4000;
    private const int HugePages = 14;
    private const string Library = "libc";

    private Reservation(nint start, long bytes)
    {
        Start = start;
        Bytes = bytes;
    }

    /// <summary>Where it begins: a multiple of the step.</summary>
    public nint Start { get; }

    public long Bytes { get; }

    public static Reservation Make() => OperatingSystem.IsLinux() ? OnLinux() : Elsewhere();

    /// <summary>As much as may be had of 64 GB, the most that 32-bit node numbers reach.</summary>
    [SupportedOSPlatform("linux")]
    public static Reservation OnLinux()
    {
        for (var bytes = BytesMax; bytes >= BytesMin; bytes /= 2)
        {
            var at = mmap(0, (nuint)(bytes + StepBytes), 0, PrivateAnonymousNoReserve, -1, 0);
            if (at != -1)
                return new Reservation((nint)((at + StepBytes - 1) & -StepBytes), bytes);
        }

        throw new InsufficientMemoryException("The order books' address space cannot be reserved: see ulimit -v.");
    }

    public static unsafe Reservation Elsewhere() =>
        new((nint)NativeMemory.AlignedAlloc(BytesElsewhere, (nuint)StepBytes), BytesElsewhere);

    /// <summary>
    /// Asks for a part to become memory in pages of 2 MB. Whether the system does it or not, the memory is as good.
    /// </summary>
    public static void PreferHugePages(nint start, long bytes)
    {
        if (OperatingSystem.IsLinux())
            _ = madvise(start, (nuint)bytes, HugePages);
    }

    /// <summary>Makes a step memory, and touches it: if it is a huge page, that takes its time now and not later.</summary>
    /// <exception cref="InsufficientMemoryException">There is no more.</exception>
    public static unsafe void Back(nint step)
    {
        if (OperatingSystem.IsLinux() && mprotect(step, (nuint)StepBytes, ReadWrite) != 0)
            throw new InsufficientMemoryException("The system has no more memory for order books.");
        *(byte*)step = 0;
    }

    [LibraryImport(Library)]
    private static partial nint mmap(nint address, nuint bytes, int protection, int flags, int file, nint offset);

    [LibraryImport(Library)]
    private static partial int mprotect(nint address, nuint bytes, int protection);

    [LibraryImport(Library)]
    private static partial int madvise(nint address, nuint bytes, int advice);
}
