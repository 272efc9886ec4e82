using System.Buffers.Text;
using System.Text;

namespace Bourse.Feeds.Csv;

/// <summary>
/// The bad rows of one source, in a CSV file of their own: row, line, reason, file, text. Each stands there once,
/// however often the load is interrupted. The file is made with the first bad row. One thread.
/// </summary>
internal sealed class DeadLetters(string path, string loadedFile) : IDisposable
{
    private const string Header = "row,line,reason,file,text\n";

    private FileStream? _stream;

    /// <summary>Entries in the file.</summary>
    public long Count { get; private set; }

    public string Path => path;

    /// <summary>Drops entries behind that row, which are about to be found again, and one that was cut short.</summary>
    public void ResumeAfter(long row)
    {
        Count = 0;
        if (!File.Exists(path))
            return;
        var text = File.ReadAllBytes(path);
        var kept = text.AsSpan().IndexOf((byte)'\n') + 1;
        while (text.AsSpan(kept).IndexOf((byte)'\n') is >= 0 and var length
            && Utf8Parser.TryParse(text.AsSpan(kept, length), out long entry, out _) && entry <= row)
        {
            kept += length + 1;
            Count++;
        }

        if (Count == 0)
            File.Delete(path);
        else
            Truncate(kept);
    }

    /// <summary>Writes an entry through to the operating system.</summary>
    public void Add(long row, long line, string reason, ReadOnlySpan<byte> text)
    {
        var entry = new StringBuilder();
        if (_stream is null)
        {
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
            _stream = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.Read);
            if (_stream.Length == 0)
                entry.Append(Header);
        }

        entry.Append(row).Append(',').Append(line).Append(',');
        AppendQuoted(entry, Encoding.UTF8.GetBytes(reason));
        AppendQuoted(entry.Append(','), Encoding.UTF8.GetBytes(loadedFile));
        AppendQuoted(entry.Append(','), text[..Math.Min(text.Length, CsvLines.HeadBytes)]);
        _stream.Write(Encoding.ASCII.GetBytes(entry.Append('\n').ToString()));
        _stream.Flush();
        Count++;
    }

    public void Dispose() => _stream?.Dispose();

    private void Truncate(int bytes)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Write);
        file.SetLength(bytes);
    }

    // Lossless in one line: what is not printable ASCII is written \xNN.
    private static void AppendQuoted(StringBuilder entry, ReadOnlySpan<byte> text)
    {
        entry.Append('"');
        foreach (var character in text)
            _ = character switch
            {
                (byte)'"' => entry.Append("\"\""),
                (byte)'\\' => entry.Append("\\\\"),
                >= 0x20 and < 0x7f => entry.Append((char)character),
                _ => entry.Append("\\x").Append(character.ToString("x2")),
            };
        entry.Append('"');
    }
}
