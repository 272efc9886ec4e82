using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Bourse.Market;

/// <summary>The tape record that gives an <see cref="InstrumentId"/> its meaning; written before the id's first use.</summary>
/// <remarks>
/// <code>
///  0         40       42        48          56         64
///  +---------+--------+---------+-----------+----------+----------------------------------------------+
///  | header  | venue  | zero: 6 | tick size | lot size | code, venue name, zone, symbol, name, currency |
///  +---------+--------+---------+-----------+----------+----------------------------------------------+
/// </code>
/// Each text is one length byte and that many bytes of UTF-8.
/// </remarks>
public static class InstrumentDefinition
{
    /// <summary>More than any definition takes.</summary>
    public const int BytesMax = TextsOffset + (6 * 256);

    private const int TextsOffset = 64;

    /// <summary>Writes the definition; returns the bytes written.</summary>
    public static int Write(Span<byte> destination, Instrument instrument)
    {
        var header = new EventHeader
        {
            Instrument = instrument.Id,
            Flags = instrument.Marks,
        };
        destination[..TextsOffset].Clear();
        MemoryMarshal.Write(destination, in header);
        BinaryPrimitives.WriteUInt16LittleEndian(destination[40..], instrument.Venue.Number);
        BinaryPrimitives.WriteInt64LittleEndian(destination[48..], instrument.TickSize.Units);
        BinaryPrimitives.WriteInt64LittleEndian(destination[56..], instrument.LotSize.Units);
        var texts = new ShortTextWriter(destination, TextsOffset);
        texts.Write(instrument.Venue.Code);
        texts.Write(instrument.Venue.Name);
        texts.Write(instrument.Venue.TimeZone);
        texts.Write(instrument.Symbol);
        texts.Write(instrument.Name);
        texts.Write(instrument.Currency);
        return texts.Position;
    }

    /// <summary>Reads a definition; null when the payload is too short to hold one.</summary>
    public static Instrument? Read(ReadOnlySpan<byte> payload)
    {
        if (payload.Length < TextsOffset)
            return null;
        var texts = new ShortTextReader(payload, TextsOffset);
        if (!texts.TryRead(out var code) || !texts.TryRead(out var venueName) || !texts.TryRead(out var zone)
            || !texts.TryRead(out var symbol) || !texts.TryRead(out var name) || !texts.TryRead(out var currency))
            return null;
        ref readonly var header = ref EventHeader.In(payload);
        return new Instrument
        {
            Id = header.Instrument,
            Venue = new Venue(BinaryPrimitives.ReadUInt16LittleEndian(payload[40..]), code, venueName, zone),
            Symbol = symbol,
            Name = name,
            Currency = currency,
            TickSize = new Price(BinaryPrimitives.ReadInt64LittleEndian(payload[48..])),
            LotSize = new Quantity(BinaryPrimitives.ReadInt64LittleEndian(payload[56..])),
            IsSynthetic = (header.Flags & EventFlags.Synthetic) != 0,
            HasBots = (header.Flags & EventFlags.Bots) != 0,
        };
    }
}
