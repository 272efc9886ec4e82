using System.Text;

namespace Bourse.Market;

/// <summary>Writes texts of up to 255 bytes, each behind a length byte.</summary>
internal ref struct ShortTextWriter(Span<byte> destination, int position)
{
    private readonly Span<byte> _destination = destination;

    public int Position { get; private set; } = position;

    /// <exception cref="ArgumentException">The text is longer than 255 bytes, or the span too short.</exception>
    public void Write(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text, _destination[(Position + 1)..]);
        if (bytes > byte.MaxValue)
            throw new ArgumentException($"'{text[..32]}…' is longer than {byte.MaxValue} bytes.", nameof(text));
        _destination[Position] = (byte)bytes;
        Position += 1 + bytes;
    }
}

/// <summary>Reads what <see cref="ShortTextWriter"/> wrote.</summary>
internal ref struct ShortTextReader(ReadOnlySpan<byte> source, int position)
{
    private readonly ReadOnlySpan<byte> _source = source;
    private int _position = position;

    public bool TryRead(out string text)
    {
        text = "";
        if (_position >= _source.Length || _position + 1 + _source[_position] > _source.Length)
            return false;
        text = Encoding.UTF8.GetString(_source.Slice(_position + 1, _source[_position]));
        _position += 1 + _source[_position];
        return true;
    }
}
