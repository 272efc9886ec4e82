using System.Globalization;
using Microsoft.Win32.SafeHandles;

namespace Bourse.Journal;

/// <summary>
/// The right to write a journal: an exclusive lock on a file of its folder, which the system takes back when the
/// process ends, however it ends. The holder's process id lies in a file beside it, for messages only.
/// </summary>
internal sealed class WriterLock : IDisposable
{
    private const string LockName = "writer.lock";
    private const string HolderName = "writer.pid";
    private readonly SafeFileHandle _file;
    private readonly string _holderPath;

    private WriterLock(SafeFileHandle file, string holderPath)
    {
        _file = file;
        _holderPath = holderPath;
    }

    public static WriterLock Take(string directory)
    {
        var file = TryOpen(directory) ?? throw new JournalLockedException(
            $"{directory}: another writer holds this journal{Holder(directory)}. A journal has one writer.");
        var holderPath = Path.Combine(directory, HolderName);
        File.WriteAllText(holderPath, Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
        return new WriterLock(file, holderPath);
    }

    /// <summary>Whether some writer, in this process or another, holds the journal now.</summary>
    public static bool IsHeld(string directory)
    {
        if (!File.Exists(Path.Combine(directory, LockName)))
            return false;
        try
        {
            using var file = TryOpen(directory);
            return file is null;
        }
        catch (UnauthorizedAccessException)
        {
            // A folder that only may be read: nobody of ours can be writing there.
            return false;
        }
    }

    public void Dispose()
    {
        if (_file.IsClosed)
            return;
        File.Delete(_holderPath);
        _file.Dispose();
    }

    private static SafeFileHandle? TryOpen(string directory)
    {
        var path = Path.Combine(directory, LockName);
        SafeFileHandle file;
        try
        {
            file = File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException) when (File.Exists(path))
        {
            return null;
        }
        // The framework's own locking can be switched off by its environment; this cannot.
        if (!OperatingSystem.IsLinux() || Posix.TryLock(file))
            return file;
        file.Dispose();
        return null;
    }

    private static string Holder(string directory)
    {
        var path = Path.Combine(directory, HolderName);
        return File.Exists(path) ? $" (process {File.ReadAllText(path)})" : "";
    }
}
