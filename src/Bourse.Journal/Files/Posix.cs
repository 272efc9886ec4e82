using System.ComponentModel;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;

namespace Bourse.Journal;

/// <summary>The system calls that the framework does not offer.</summary>
[SupportedOSPlatform("linux")]
internal static partial class Posix
{
    public const int NoSpace = 28;
    private const int Interrupted = 4;
    private const int OpenReadOnlyCloseOnExec = 0x80000;
    private const int LockExclusiveNoWait = 2 | 4;
    private const string Library = "libc";

    /// <summary>Waits until a file's bytes, and what is needed to find them, are on disk.</summary>
    public static void SyncData(SafeFileHandle file, string path)
    {
        // Not retried, whatever the error: the kernel may have dropped the pages it could not write.
        if (fdatasync(file) != 0)
            throw Failure("fdatasync", path, Marshal.GetLastPInvokeError());
    }

    public static void Reserve(SafeFileHandle file, string path, long bytes)
    {
        int error;
        do
            error = posix_fallocate(file, 0, bytes);
        while (error == Interrupted);
        if (error != 0)
            throw Failure("posix_fallocate", path, error);
    }

    public static void SyncDirectory(string path)
    {
        using var directory = open(path, OpenReadOnlyCloseOnExec);
        if (directory.IsInvalid)
            throw Failure("open", path, Marshal.GetLastPInvokeError());
        if (fsync(directory) != 0)
            throw Failure("fsync", path, Marshal.GetLastPInvokeError());
    }

    /// <summary>Whether this open file could be locked against all others.</summary>
    public static bool TryLock(SafeFileHandle file) => flock(file, LockExclusiveNoWait) == 0;

    private static IOException Failure(string call, string path, int error) =>
        new($"{path}: {call} failed: {new Win32Exception(error).Message} ({error})", error);

    [LibraryImport(Library, SetLastError = true)]
    private static partial int fdatasync(SafeFileHandle file);

    [LibraryImport(Library, SetLastError = true)]
    private static partial int fsync(SafeFileHandle file);

    [LibraryImport(Library)]
    private static partial int posix_fallocate(SafeFileHandle file, long offset, long bytes);

    [LibraryImport(Library, SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial SafeFileHandle open(string path, int flags);

    [LibraryImport(Library, SetLastError = true)]
    private static partial int flock(SafeFileHandle file, int operation);
}
