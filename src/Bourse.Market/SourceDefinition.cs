using System.Runtime.InteropServices;

namespace Bourse.Market;

/// <summary>The tape record that gives a <see cref="SourceId"/> its meaning; written before the id's first use.</summary>
/// <remarks>
/// <code>
///  0         40          41         48
///  +---------+-----------+----------+-----------------+
///  | header  | numbering | zero: 7  | key (len, text) |
///  +---------+-----------+----------+-----------------+
/// </code>
/// The header's source is the id, its native number the position taken so far.
/// </remarks>
public static class SourceDefinition
{
    /// <summary>More than any definition takes.</summary>
    public const int BytesMax = KeyOffset + 256;

    private const int KeyOffset = 48;

    /// <summary>Writes the definition; returns the bytes written.</summary>
    public static int Write(Span<byte> destination, Source source)
    {
        var header = new EventHeader { Source = source.Id, Native = source.Position };
        destination[..KeyOffset].Clear();
        MemoryMarshal.Write(destination, in header);
        destination[40] = (byte)source.Numbering;
        var texts = new ShortTextWriter(destination, KeyOffset);
        texts.Write(source.Key);
        return texts.Position;
    }

    /// <summary>Reads a definition; null when the payload is too short to hold one.</summary>
    public static Source? Read(ReadOnlySpan<byte> payload)
    {
        if (payload.Length < KeyOffset)
            return null;
        var texts = new ShortTextReader(payload, KeyOffset);
        ref readonly var header = ref EventHeader.In(payload);
        return texts.TryRead(out var key) ? new Source(header.Source, key, (Numbering)payload[40], header.Native) : null;
    }
}
