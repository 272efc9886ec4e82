namespace Bourse.Feeds.Capture;

/// <summary>The captures of a data directory: one folder a venue, and a limit on all of them. Any thread.</summary>
public sealed class CaptureFolder
{
    public const string Extension = ".jsonl.gz";

    private readonly long _bytesMax;
    private long _bytes;

    /// <param name="path">Made if it is not there.</param>
    public CaptureFolder(string path, CaptureOptions options)
    {
        Path = Directory.CreateDirectory(path).FullName;
        QueueBytesMax = options.QueueMegabytesMax << 20;
        _bytesMax = options.MegabytesMax * 1024L * 1024L;
        _bytes = new DirectoryInfo(Path).EnumerateFiles("*" + Extension, SearchOption.AllDirectories)
            .Sum(file => file.Length);
    }

    public string Path { get; }

    internal int QueueBytesMax { get; }

    /// <summary>The bytes of all captures.</summary>
    public long Bytes => Interlocked.Read(ref _bytes);

    /// <summary>False when so many bytes more would go beyond the limit; else they count as written.</summary>
    internal bool TryTake(int bytes)
    {
        if (Interlocked.Add(ref _bytes, bytes) <= _bytesMax)
            return true;
        Interlocked.Add(ref _bytes, -bytes);
        return false;
    }
}
