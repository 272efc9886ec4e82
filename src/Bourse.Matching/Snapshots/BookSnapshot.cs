using System.Buffers.Binary;
using Bourse.Market;

namespace Bourse.Matching;

/// <summary>
/// A whole book in bytes, and its hash: every order in its place, bids first, best price first, first in the queue first.
/// The layout is docs/formats/book-snapshot.md.
/// </summary>
internal static class BookSnapshot
{
    private const int HeaderBytes = 32;
    private const uint Version = 1;
    private const ulong HashBasis = 0x424f5552_53450001;

    private static ReadOnlySpan<byte> Magic => "BRSEBOOK"u8;

    public static int Bytes(RestingOrders orders) => checked(HeaderBytes + orders.Count * SnapshotOrder.Bytes);

    public static int Write(RestingOrders orders, BookPhase phase, Span<byte> into)
    {
        var bytes = Bytes(orders);
        if (into.Length < bytes)
            throw new ArgumentException($"A snapshot of {bytes} bytes does not fit {into.Length}.", nameof(into));
        Magic.CopyTo(into);
        BinaryPrimitives.WriteUInt32LittleEndian(into[8..], Version);
        BinaryPrimitives.WriteInt32LittleEndian(into[12..], orders.Count);
        BinaryPrimitives.WriteUInt64LittleEndian(into[16..], (ulong)phase);
        var hash = StartHash(phase);
        var at = HeaderBytes;
        foreach (var order in new QueueWalk(orders))
        {
            order.Write(into[at..]);
            hash = order.AddTo(hash);
            at += SnapshotOrder.Bytes;
        }

        BinaryPrimitives.WriteUInt64LittleEndian(into[24..], hash);
        return at;
    }

    /// <summary>Fills empty orders from a snapshot and returns the phase.</summary>
    public static BookPhase Read(ReadOnlySpan<byte> snapshot, RestingOrders orders)
    {
        Require(snapshot.Length >= HeaderBytes && snapshot.StartsWith(Magic), "This is not a book's snapshot.");
        var version = BinaryPrimitives.ReadUInt32LittleEndian(snapshot[8..]);
        if (version != Version)
            throw new InvalidDataException($"The snapshot has version {version}; this program reads {Version}.");
        var count = BinaryPrimitives.ReadInt32LittleEndian(snapshot[12..]);
        if (count < 0 || snapshot.Length != HeaderBytes + (long)count * SnapshotOrder.Bytes)
            throw new InvalidDataException($"The snapshot should hold {count} orders but has {snapshot.Length} bytes.");
        if (count > orders.OrdersMax)
            throw new InvalidDataException($"The snapshot's {count} orders exceed the book's {orders.OrdersMax}.");
        var phase = BinaryPrimitives.ReadUInt64LittleEndian(snapshot[16..]);
        Require(phase <= (ulong)BookPhase.Call, "The snapshot's phase is unknown.");

        // The hash is tested before any order is believed.
        var hash = StartHash((BookPhase)phase);
        var body = snapshot[HeaderBytes..];
        for (var i = 0; i < count; i++)
            hash = SnapshotOrder.Read(body[(i * SnapshotOrder.Bytes)..]).AddTo(hash);
        Require(
            hash == BinaryPrimitives.ReadUInt64LittleEndian(snapshot[24..]), "The snapshot is damaged: its hash differs.");
        for (var i = 0; i < count; i++)
            Restore(orders, SnapshotOrder.Read(body[(i * SnapshotOrder.Bytes)..]), (BookPhase)phase);
        return (BookPhase)phase;
    }

    public static ulong Hash(RestingOrders orders, BookPhase phase)
    {
        var hash = StartHash(phase);
        foreach (var order in new QueueWalk(orders))
            hash = order.AddTo(hash);
        return hash;
    }

    private static ulong StartHash(BookPhase phase) => StableHash.Mix(HashBasis ^ (ulong)phase);

    // A hash says that the bytes are those written; the rules below, that a book wrote them.
    public static void Restore(RestingOrders orders, in SnapshotOrder order, BookPhase phase)
    {
        if (orders.Count >= orders.OrdersMax || !order.IsPossible(phase))
            throw Wrong(order, "cannot be");
        if (orders.Find(order.Id, out var place) != 0)
            throw Wrong(order, "is there twice");
        if (phase == BookPhase.Continuous && orders.Ladder(1 - order.Side).BestKey >= ~order.Key)
            throw Wrong(order, "crosses the other side");
        if (orders.IsIndexFull(order.Id, place))
            throw Wrong(order, "has an id that hashes like too many others");
        if (orders.Enqueue(orders.Register(order.Id, order.Owner, order.Display, place), order) == 0)
            throw Wrong(order, "makes its level exceed 64 bits");
    }

    private static InvalidDataException Wrong(in SnapshotOrder order, string what) =>
        new($"The snapshot's order {order.Id} {what}.");

    private static void Require(bool condition, string otherwise)
    {
        if (!condition)
            throw new InvalidDataException(otherwise);
    }
}
