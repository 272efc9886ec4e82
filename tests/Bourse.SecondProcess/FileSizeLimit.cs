using System.Runtime.InteropServices;

namespace Bourse.SecondProcess;

/// <summary>Makes the system refuse larger files to this process, as a disk without space would.</summary>
internal sealed partial class FileSizeLimit : IDisposable
{
    private const int FileSize = 1;
    private const PosixSignal FileSizeExceeded = (PosixSignal)25;

    // Kept for the life of the process: a signal may still be on its way when the limit has gone.
    private static readonly PosixSignalRegistration Ignored =
        PosixSignalRegistration.Create(FileSizeExceeded, context => context.Cancel = true);

    private readonly Limit _before;

    public FileSizeLimit(ulong bytes)
    {
        GC.KeepAlive(Ignored);
        Check(getrlimit(FileSize, out _before));
        Check(setrlimit(FileSize, new Limit(bytes, _before.Most)));
    }

    public void Dispose() => Check(setrlimit(FileSize, _before));

    private static void Check(int result)
    {
        if (result != 0)
            throw new InvalidOperationException($"The limit cannot be set: error {Marshal.GetLastPInvokeError()}.");
    }

    [LibraryImport("libc", SetLastError = true)]
    private static partial int getrlimit(int resource, out Limit limit);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int setrlimit(int resource, in Limit limit);

    [StructLayout(LayoutKind.Sequential)]
    private readonly record struct Limit(ulong Present, ulong Most);
}
