using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Bourse.Journal;
using Bourse.Market;

namespace Bourse.Engine;

/// <summary>
/// What a snapshot's file begins with: which journals it is of, and where it stands in them. Little-endian:
/// <code>
///  0            8         16       24        32         40        48     56             64      72
///  | "BRSESNAP" | version | orders | blotter | sequence | blotter | time | command hash | check | exchange …
///                           id       id                   sequence
/// </code>
/// The check is <see cref="StableHash.Of"/> of the 64 bytes before it.
/// </summary>
/// <param name="OrdersId">The id of the orders journal.</param>
/// <param name="BlotterId">The id of the blotter.</param>
/// <param name="Sequence">The last command in it.</param>
/// <param name="BlotterSequence">The last event of that command on the blotter.</param>
/// <param name="CommandHash">Of that command's record, so that a journal that was cut and went on is recognised.</param>
public readonly record struct SnapshotStamp(
    long OrdersId, long BlotterId, long Sequence, long BlotterSequence, Timestamp Time, ulong CommandHash)
{
    public const int Bytes = 72;
    private const uint Version = 1;
    private const int VersionAt = 8;
    private const int FieldsAt = 16;
    private const int CheckAt = 64;

    private static ReadOnlySpan<byte> Magic => "BRSESNAP"u8;

    internal static SnapshotStamp Of(EngineView view, JournalReader orders, JournalReader blotter) => new(
        orders.JournalId, blotter.JournalId, view.LastSequence, view.BlotterSequence, view.Time,
        HashOf(orders, view.LastSequence));

    internal void Write(Span<byte> into)
    {
        Magic.CopyTo(into);
        BinaryPrimitives.WriteUInt64LittleEndian(into[VersionAt..], Version);
        MemoryMarshal.Write(into[FieldsAt..], this);
        BinaryPrimitives.WriteUInt64LittleEndian(into[CheckAt..], StableHash.Of(into[..CheckAt]));
    }

    /// <exception cref="InvalidDataException">No snapshot begins so, or not of this version.</exception>
    internal static SnapshotStamp Read(ReadOnlySpan<byte> from)
    {
        if (!from.StartsWith(Magic))
            throw new InvalidDataException("this is not a snapshot of an exchange with its journals");
        var version = BinaryPrimitives.ReadUInt64LittleEndian(from[VersionAt..]);
        if (version != Version)
            throw new InvalidDataException($"it has version {version}, and this program reads {Version}");
        if (BinaryPrimitives.ReadUInt64LittleEndian(from[CheckAt..]) != StableHash.Of(from[..CheckAt]))
            throw new InvalidDataException("the check of its first bytes is wrong");
        return MemoryMarshal.Read<SnapshotStamp>(from[FieldsAt..]);
    }

    /// <summary>Why it is not of these journals; null when it is.</summary>
    internal string? FaultOf(JournalReader orders, JournalReader? blotter)
    {
        if (OrdersId != orders.JournalId || (blotter is not null && BlotterId != blotter.JournalId))
            return "it is of other journals";
        if (Sequence > orders.LastSequence)
            return $"it is of sequence {Sequence}, and the orders end at {orders.LastSequence}";
        return CommandHash == HashOf(orders, Sequence)
            ? null
            : $"command {Sequence} of the orders is another than the one that it was made after";
    }

    private static ulong HashOf(JournalReader orders, long sequence)
    {
        using var commands = orders.OpenCursor(sequence);
        if (!commands.TryRead(out var command))
            throw new JournalException($"{orders.Directory}: sequence {sequence} cannot be read.");
        return unchecked(StableHash.Mix(
            StableHash.Of(command.Payload) + StableHash.Mix((ulong)command.Time) + command.Type));
    }
}
