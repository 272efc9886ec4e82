namespace Bourse.Feeds.Csv;

/// <summary>How far a load is. Written by the feed's thread, read by any.</summary>
public sealed class CsvProgress
{
    private long _bytesRead;
    private long _bytesTotal;
    private long _rows;
    private long _badRows;
    private long _duplicates;
    private bool _isDone;

    /// <summary>Bytes of the files read so far, compressed where they are.</summary>
    public long BytesRead => Volatile.Read(ref _bytesRead);

    public long BytesTotal => Volatile.Read(ref _bytesTotal);

    /// <summary>Data rows read so far, bad and known ones included.</summary>
    public long Rows => Volatile.Read(ref _rows);

    /// <summary>Rows that are dead letters, of earlier loads of the same files too.</summary>
    public long BadRows => Volatile.Read(ref _badRows);

    /// <summary>Rows that were on the tape already.</summary>
    public long Duplicates => Volatile.Read(ref _duplicates);

    /// <summary>All files have been read or given up.</summary>
    public bool IsDone => Volatile.Read(ref _isDone);

    internal void AddBytesTotal(long bytes) => Volatile.Write(ref _bytesTotal, _bytesTotal + bytes);

    internal void AddBytesRead(long bytes) => Volatile.Write(ref _bytesRead, _bytesRead + bytes);

    internal void AddRow() => Volatile.Write(ref _rows, _rows + 1);

    internal void AddBadRows(long rows) => Volatile.Write(ref _badRows, _badRows + rows);

    internal void AddDuplicate() => Volatile.Write(ref _duplicates, _duplicates + 1);

    internal void Finish() => Volatile.Write(ref _isDone, true);
}
