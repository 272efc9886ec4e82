namespace Bourse.Feeds.Registry;

/// <summary>Where the registry of venues is.</summary>
/// <param name="path">The file; changes are written to it.</param>
/// <param name="shipped">What is read as long as there is no such file, and never written; null for none.</param>
public sealed class RegistryFile(string path, string? shipped = null)
{
    private readonly string _own = System.IO.Path.GetFullPath(path);

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <summary>The one that is read now.</summary>
    public string Path => shipped is null || File.Exists(_own) ? _own : shipped;

    /// <summary>What changes when somebody writes it; null where it is not there.</summary>
    public (string Path, DateTime Written, long Bytes)? Stamp
    {
        get
        {
            var file = new FileInfo(Path);
            return file.Exists ? (file.FullName, file.LastWriteTimeUtc, file.Length) : null;
        }
    }

    /// <summary>The file's text, UTF-8 without a mark of it; of one that is too long, one byte more than is allowed.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public byte[] Read()
    {
        using var file = File.OpenRead(Path);
        var bytes = new byte[RegistryReader.BytesMax + 1];
        var length = file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        return bytes.AsSpan(0, length).StartsWith(ByteOrderMark) ? bytes[ByteOrderMark.Length..length] : bytes[..length];
    }

    /// <summary>Replaces the file's content at once: whoever reads it sees the old or the new one.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    public void Write(ReadOnlySpan<byte> bytes)
    {
        // A link stays one: what it leads to is replaced.
        var target = File.Exists(_own) ? File.ResolveLinkTarget(_own, returnFinalTarget: true)?.FullName ?? _own : _own;
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(target)!);
        var passing = target + ".new";
        using (var file = File.Create(passing))
        {
            file.Write(bytes);
            file.Flush(flushToDisk: true);
        }

        if (!OperatingSystem.IsWindows() && File.Exists(target))
            File.SetUnixFileMode(passing, File.GetUnixFileMode(target));
        File.Move(passing, target, overwrite: true);
    }
}
