using System.Buffers.Binary;

namespace Bourse.Tape.Relay;

/// <summary>The server's answer: which journal it is and where the stream begins.</summary>
/// <param name="JournalId">Names the server's journal for ever; another id is another history.</param>
/// <param name="FirstSequence">The oldest sequence that the server still holds.</param>
/// <param name="LastSequence">The newest at the time of the answer.</param>
/// <param name="From">The first sequence of the stream.</param>
public readonly record struct RelayWelcome(long JournalId, long FirstSequence, long LastSequence, long From)
{
    public const int Bytes = 32;

    public void Write(Span<byte> destination)
    {
        BinaryPrimitives.WriteInt64LittleEndian(destination, JournalId);
        BinaryPrimitives.WriteInt64LittleEndian(destination[8..], FirstSequence);
        BinaryPrimitives.WriteInt64LittleEndian(destination[16..], LastSequence);
        BinaryPrimitives.WriteInt64LittleEndian(destination[24..], From);
    }

    public static RelayWelcome Read(ReadOnlySpan<byte> payload) => new(
        BinaryPrimitives.ReadInt64LittleEndian(payload),
        BinaryPrimitives.ReadInt64LittleEndian(payload[8..]),
        BinaryPrimitives.ReadInt64LittleEndian(payload[16..]),
        BinaryPrimitives.ReadInt64LittleEndian(payload[24..]));
}
