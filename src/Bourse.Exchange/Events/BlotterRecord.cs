using System.Runtime.InteropServices;

namespace Bourse.Exchange;

/// <summary>One event as bytes, in place: valid until its page is cleared or written to.</summary>
public readonly ref struct BlotterRecord(EventType type, ReadOnlySpan<byte> bytes)
{
    public EventType Type { get; } = type;

    /// <summary>The payload of a blotter record, of layout 1.</summary>
    public ReadOnlySpan<byte> Bytes { get; } = bytes;

    public ref readonly BlotterHeader Header => ref MemoryMarshal.AsRef<BlotterHeader>(Bytes);

    /// <summary>The event, read in place.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The record is shorter than that.</exception>
    public ref readonly T As<T>() where T : struct => ref MemoryMarshal.AsRef<T>(Bytes);
}
