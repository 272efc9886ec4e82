using System.Buffers;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using Bourse.Market;

namespace Bourse.Feeds.Capture;

/// <summary>
/// Keeps the raw frames of one connection in files, one an hour, that <see cref="Recording"/> reads. Giving it a frame
/// copies it and returns: a thread of its own writes. What it cannot take in time, or beyond the folder's limit, it
/// counts, says in the file where it can, and lets go: the feed never waits. What holds secrets is not to be given.
/// </summary>
/// <remarks>
/// Every second what came is packed as one whole member of the gzip file and written at once, so that a process that is
/// killed leaves a readable file.
/// </remarks>
public sealed class CaptureWriter : IDisposable
{
    private const int MemberBytesMax = 4 << 20;
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(1);

    private readonly CaptureFolder _folder;
    private readonly string _venue;
    private readonly int _connection;
    private readonly TimeProvider _clock;
    private readonly CaptureQueue _queue;
    private readonly ArrayBufferWriter<byte> _lines = new(1 << 16);
    private readonly CaptureText _text;
    private readonly Thread _thread;
    private readonly SemaphoreSlim _wake = new(0);
    private readonly Lock _writing = new();
    private FileStream? _file;
    private long _hour;
    private long _lost;
    private long _lostUnsaid;
    private int _unwritten;
    private volatile bool _isStopping;

    /// <param name="connection">The venue's connections have numbers of their own: two never write one file.</param>
    public CaptureWriter(CaptureFolder folder, string venue, int connection, TimeProvider clock)
    {
        (_folder, _venue, _connection, _clock) = (folder, venue, connection, clock);
        _queue = new CaptureQueue(folder.QueueBytesMax);
        _text = new CaptureText($"{venue}.ws.{connection}", _lines);
        _thread = new Thread(Run) { IsBackground = true, Name = $"capture {venue} {connection}" };
        _thread.Start();
    }

    /// <summary>Entries that were not kept. Any thread.</summary>
    public long Lost => Interlocked.Read(ref _lost);

    /// <summary>Why nothing is kept any more; null while it is. Any thread.</summary>
    public string? Fault { get; private set; }

    public void Connected(string address) => Add(RecordingEntryKind.Connect, address, default);

    public void Sent(ReadOnlySpan<byte> frame, string address, bool isBinary = false) =>
        Add(RecordingEntryKind.Send, address, frame, isBinary);

    public void Answered(string url, ReadOnlySpan<byte> body) => Add(RecordingEntryKind.Http, url, body);

    /// <summary>Keeps a frame of the venue. Allocates nothing.</summary>
    public void Received(ReadOnlySpan<byte> frame, bool isBinary, Timestamp at) =>
        _queue.Add(RecordingEntryKind.Receive, isBinary, at, default, frame);

    /// <summary>Returns when all that was given before is in the file, or cannot be.</summary>
    public void Flush()
    {
        lock (_writing)
            WriteTaken();
    }

    /// <summary>Writes what was given and closes the file.</summary>
    public void Dispose()
    {
        _isStopping = true;
        _wake.Release();
        _thread.Join();
        Flush();
        _file?.Dispose();
        _text.Dispose();
        _wake.Dispose();
    }

    private void Add(
        RecordingEntryKind kind, string address, ReadOnlySpan<byte> frame, bool isBinary = false) => _queue.Add(
        kind, isBinary, Timestamp.FromDateTime(_clock.GetUtcNow()), Encoding.UTF8.GetBytes(address), frame);

    private void Run()
    {
        while (!_isStopping)
        {
            _wake.Wait(Rest);
            Flush();
        }
    }

    private void WriteTaken()
    {
        var taken = _queue.Take(out var lost);
        Interlocked.Add(ref _lost, lost);
        _lostUnsaid += lost;
        while (CaptureQueue.TryRead(ref taken, out var entry))
            Write(entry);
        if (_lostUnsaid > 0 && Fault is null)
        {
            _text.WriteLost(_lostUnsaid, Timestamp.FromDateTime(_clock.GetUtcNow()));
            _lostUnsaid = 0;
        }

        WriteMember();
    }

    private void Write(in CaptureQueue.Entry entry)
    {
        var hour = entry.Time.Nanoseconds / Timestamp.PerHour;
        if (Fault is null && (_file is null || hour != _hour))
            Open(entry.Time, hour);
        if (Fault is not null)
        {
            Interlocked.Increment(ref _lost);
            return;
        }

        _text.Write(entry);
        _unwritten++;
        if (_lines.WrittenCount >= MemberBytesMax)
            WriteMember();
    }

    private void Open(Timestamp time, long hour)
    {
        WriteMember();
        _file?.Dispose();
        _hour = hour;
        try
        {
            var folder = Directory.CreateDirectory(Path.Combine(_folder.Path, _venue)).FullName;
            var name = time.ToDateTime().ToString("yyyy-MM-dd'T'HH-mm-ss.fffffff'Z'", CultureInfo.InvariantCulture);
            _file = new FileStream(
                Path.Combine(folder, $"{name}-{_connection}{CaptureFolder.Extension}"),
                FileMode.Append, FileAccess.Write, FileShare.Read, bufferSize: 0);
            _text.WriteHeader(_venue);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            Stop(fault.Message);
        }
    }

    private void WriteMember()
    {
        if (_lines.WrittenCount == 0)
            return;
        if (_file is not null && Fault is null)
            WriteTo(_file);
        _lines.ResetWrittenCount();
        _unwritten = 0;
    }

    private void WriteTo(FileStream file)
    {
        using var member = new MemoryStream();
        using (var gzip = new GZipStream(member, CompressionLevel.Fastest, leaveOpen: true))
            gzip.Write(_lines.WrittenSpan);
        if (!_folder.TryTake((int)member.Length))
        {
            Stop($"the captures in {_folder.Path} have reached their limit");
            return;
        }

        try
        {
            file.Write(member.GetBuffer().AsSpan(0, (int)member.Length));
        }
        catch (IOException fault)
        {
            Stop(fault.Message);
        }
    }

    private void Stop(string reason)
    {
        Fault ??= reason;
        Interlocked.Add(ref _lost, _unwritten);
    }
}
