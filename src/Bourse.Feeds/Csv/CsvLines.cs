using System.IO.Compression;
using System.Text;
using System.Text.Unicode;

namespace Bourse.Feeds.Csv;

/// <summary>
/// Cuts a plain or gzip file into lines, block by block. A line is valid until the next is read. No allocation after
/// opening; one thread.
/// </summary>
internal sealed class CsvLines : IDisposable
{
    /// <summary>How much of a line that is too long is kept.</summary>
    public const int HeadBytes = 256;

    private readonly FileStream _file;
    private readonly Stream _stream;
    private readonly byte[] _block;
    private readonly int _lineBytesMax;
    private int _start;
    private int _end;
    private bool _isAtEnd;
    private bool _isCutShort;
    private bool _isPlain;

    /// <param name="blockBytes">At least twice <paramref name="lineBytesMax"/>.</param>
    public CsvLines(string path, int blockBytes, int lineBytesMax)
    {
        _file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        _stream = IsGzip(_file) ? new GZipStream(_file, CompressionMode.Decompress) : _file;
        _block = new byte[blockBytes];
        _lineBytesMax = lineBytesMax;
        SkipByteOrderMark();
    }

    /// <summary>The number of the line read last, from 1; blank lines count.</summary>
    public long LineNumber { get; private set; }

    /// <summary>How far the file itself has been read, compressed bytes where it is compressed.</summary>
    public long FileBytesRead => _file.Position;

    /// <summary>The bytes of the line read last hold no NUL and are UTF-8.</summary>
    public bool IsText(ReadOnlySpan<byte> line) => _isPlain || (!line.Contains((byte)0) && Utf8.IsValid(line));

    /// <summary>Reads the next line, without its line ending.</summary>
    public CsvLineState Read(out ReadOnlySpan<byte> line)
    {
        while (true)
        {
            var length = _block.AsSpan(_start, _end - _start).IndexOf((byte)'\n');
            if (length >= 0)
                return Take(length, ending: 1, out line);
            if (_isAtEnd)
                return TakeLast(out line);
            if (_end - _start > _lineBytesMax)
                return SkipLongLine(out line);
            Refill();
        }
    }

    public void Dispose()
    {
        _stream.Dispose();
        _file.Dispose();
    }

    private static bool IsGzip(FileStream file)
    {
        Span<byte> magic = stackalloc byte[2];
        var isGzip = file.ReadAtLeast(magic, 2, throwOnEndOfStream: false) == 2 && magic is [0x1f, 0x8b];
        file.Position = 0;
        return isGzip;
    }

    private void SkipByteOrderMark()
    {
        while (!_isAtEnd && _end < Encoding.UTF8.Preamble.Length)
            Refill();
        if (_block.AsSpan(0, _end).StartsWith(Encoding.UTF8.Preamble))
            _start = Encoding.UTF8.Preamble.Length;
        _isPlain = IsPlain();
    }

    private CsvLineState Take(int length, int ending, out ReadOnlySpan<byte> line)
    {
        line = _block.AsSpan(_start, length);
        _start += length + ending;
        LineNumber++;
        if (!line.IsEmpty && line[^1] == '\r')
            line = line[..^1];
        if (line.Length <= _lineBytesMax)
            return CsvLineState.Line;
        line = line[..Math.Min(HeadBytes, line.Length)];
        return CsvLineState.TooLong;
    }

    private CsvLineState TakeLast(out ReadOnlySpan<byte> line)
    {
        line = default;
        if (!_isCutShort)
            return _start == _end ? CsvLineState.End : Take(_end - _start, ending: 0, out line);
        _isCutShort = false;
        Take(_end - _start, ending: 0, out line);
        return CsvLineState.CutShort;
    }

    // The head is moved to the front of the block; what follows is read over until the line ends.
    private CsvLineState SkipLongLine(out ReadOnlySpan<byte> line)
    {
        _block.AsSpan(_start, HeadBytes).CopyTo(_block);
        LineNumber++;
        line = _block.AsSpan(0, HeadBytes);
        while (true)
        {
            (_start, _end) = (HeadBytes, HeadBytes);
            Fill();
            var length = _block.AsSpan(_start, _end - _start).IndexOf((byte)'\n');
            if (length >= 0 || _isAtEnd)
            {
                _start = length >= 0 ? _start + length + 1 : _end;
                return CsvLineState.TooLong;
            }
        }
    }

    private void Refill()
    {
        _block.AsSpan(_start, _end - _start).CopyTo(_block);
        (_start, _end) = (0, _end - _start);
        Fill();
    }

    private void Fill()
    {
        try
        {
            var read = _stream.Read(_block, _end, _block.Length - _end);
            _isAtEnd = read == 0;
            _end += read;
        }
        catch (InvalidDataException)
        {
            (_isAtEnd, _isCutShort) = (true, true);
        }

        _isPlain = IsPlain();
    }

    private bool IsPlain() => Ascii.IsValid(_block.AsSpan(_start, _end - _start))
        && !_block.AsSpan(_start, _end - _start).Contains((byte)0);
}
