using System.Runtime.InteropServices;

namespace Bourse.Market;

/// <summary>What every market event begins with: 40 bytes, little-endian.</summary>
/// <remarks>
/// <code>
///  0        4      6   7   8             16             24              32      36         40
///  +--------+------+---+---+--------------+--------------+---------------+-------+----------+
///  | instr. | flags|sid| 0 | venue time   | receive time | native number | source| condition|
///  +--------+------+---+---+--------------+--------------+---------------+-------+----------+
/// </code>
/// Times are nanoseconds since the Unix epoch, UTC. The native number is the venue's trade id or update number where
/// it has one, else the row of the source. Conditions are the venue's own qualifier code.
/// </remarks>
[StructLayout(LayoutKind.Sequential, Pack = 8)]
public readonly record struct EventHeader
{
    public const int Bytes = 40;

    /// <summary>Where <see cref="ReceiveTime"/> lies: the tape stamps it in place.</summary>
    public const int ReceiveTimeOffset = 16;

    /// <summary>Where <see cref="Native"/> and <see cref="Source"/> lie: a relay translates them in place.</summary>
    public const int NativeOffset = 24;
    public const int SourceOffset = 32;

    private readonly int _instrument;
    private readonly ushort _flags;
    private readonly byte _side;
    private readonly byte _reserved;
    private readonly long _venueTime;
    private readonly long _receiveTime;
    private readonly long _native;
    private readonly int _source;
    private readonly uint _conditions;

    public InstrumentId Instrument { get => new(_instrument); init => _instrument = value.Number; }

    public EventFlags Flags { get => (EventFlags)_flags; init => _flags = (ushort)value; }

    /// <summary>On a trade, the side that took; unknown elsewhere.</summary>
    public Side Side { get => (Side)_side; init => _side = (byte)value; }

    public Timestamp VenueTime { get => new(_venueTime); init => _venueTime = value.Nanoseconds; }

    /// <summary>When this program first held the message; the tape stamps it where the feed left it 0.</summary>
    public Timestamp ReceiveTime { get => new(_receiveTime); init => _receiveTime = value.Nanoseconds; }

    public long Native { get => _native; init => _native = value; }

    public SourceId Source { get => new(_source); init => _source = value.Number; }

    public uint Conditions { get => _conditions; init => _conditions = value; }

    /// <summary>Reads the header of any market event in place.</summary>
    public static ref readonly EventHeader In(ReadOnlySpan<byte> payload) =>
        ref MemoryMarshal.AsRef<EventHeader>(payload);
}
