using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Bourse.Exchange;
using Bourse.Journal;
using Bourse.Market;

namespace Bourse.Engine;

/// <summary>The first record of a new orders journal.</summary>
internal static class Founding
{
    /// <summary>Founds an exchange that has no orders yet; whoever has, keeps the limits it began with.</summary>
    public static void IfNew(JournalWriter orders, EngineOptions options, TimeProvider clock)
    {
        if (orders.LastSequence > 0)
            return;
        Span<byte> key = stackalloc byte[2 * sizeof(ulong)];
        RandomNumberGenerator.Fill(key);
        var charter = new FoundExchange
        {
            ClientIdsMax = options.ClientIdsMax,
            BookOrdersMax = options.BookOrdersMax,
            HashKeyLow = BinaryPrimitives.ReadUInt64LittleEndian(key),
            HashKeyHigh = BinaryPrimitives.ReadUInt64LittleEndian(key[sizeof(ulong)..]),
        };
        var sequence = orders.Append(
            (ushort)CommandType.FoundExchange, CommandHeader.LayoutVersion,
            Timestamp.FromDateTime(clock.GetUtcNow()).Nanoseconds,
            MemoryMarshal.AsBytes(new ReadOnlySpan<FoundExchange>(in charter)));
        orders.Publish();
        orders.WaitDurable(sequence);
    }
}
