namespace Bourse.Feeds.Registry;

/// <summary>
/// Where the registry of venues is: the file that was asked for, else config/venues.json of the working directory, else
/// the one that comes with the program, which is never written.
/// </summary>
/// <param name="asked">The path that the settings give; empty for none.</param>
/// <param name="shipped">The path of the one that comes with the program.</param>
public sealed class RegistryFile(string asked, string shipped)
{
    private const string OwnPath = "config/venues.json";

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <summary>The one that is in force now.</summary>
    public string Path => asked.Length > 0 || File.Exists(OwnPath) ? PathToWrite : shipped;

    /// <summary>Where changes go.</summary>
    public string PathToWrite { get; } = System.IO.Path.GetFullPath(asked.Length > 0 ? asked : OwnPath);

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
        var path = File.ResolveLinkTarget(PathToWrite, returnFinalTarget: true)?.FullName ?? PathToWrite;
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        var passing = path + ".new";
        using (var file = File.Create(passing))
        {
            file.Write(bytes);
            file.Flush(flushToDisk: true);
        }

        if (!OperatingSystem.IsWindows() && File.Exists(path))
            File.SetUnixFileMode(passing, File.GetUnixFileMode(path));
        File.Move(passing, path, overwrite: true);
    }
}
