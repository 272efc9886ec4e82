using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Bourse.Exchange;

namespace Bourse.Engine;

/// <summary>The first command of a new exchange.</summary>
public static class Founding
{
    /// <summary>
    /// Founds an exchange that has no orders yet; one that has keeps the limits it began with. For its host, before
    /// anybody else may hand in commands. Returns once it is durable.
    /// </summary>
    /// <exception cref="EngineUnavailableException">It could not be founded.</exception>
    public static async Task IfNewAsync(Engine engine, EngineOptions options)
    {
        if (engine.Orders.LastSequence > 0)
            return;
        var charter = Charter(options);
        var answer = await engine.Submit(
            CommandType.FoundExchange, MemoryMarshal.AsBytes(new ReadOnlySpan<FoundExchange>(in charter)));
        if (answer.Outcome != Outcome.Accepted)
            throw new EngineUnavailableException(
                $"The exchange could not be founded: {answer.Outcome}, {engine.Trouble ?? $"{answer.Reason}"}");
    }

    private static FoundExchange Charter(EngineOptions options)
    {
        Span<byte> key = stackalloc byte[2 * sizeof(ulong)];
        RandomNumberGenerator.Fill(key);
        return new FoundExchange
        {
            ClientIdsMax = options.ClientIdsMax,
            BookOrdersMax = options.BookOrdersMax,
            HashKeyLow = BinaryPrimitives.ReadUInt64LittleEndian(key),
            HashKeyHigh = BinaryPrimitives.ReadUInt64LittleEndian(key[sizeof(ulong)..]),
        };
    }
}
