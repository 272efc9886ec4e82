using System.Buffers.Binary;
using System.Text;

namespace Bourse.Tape.Relay;

/// <summary>What a relay's client asks for, once, after connecting.</summary>
/// <param name="Value">The sequence or the time, by <paramref name="Start"/>.</param>
/// <param name="Symbols">"BHP" or "ASX:BHP"; none means all instruments.</param>
/// <remarks>
/// <code>
///  0              4             8         10      11      12        16         24
///  +--------------+-------------+---------+-------+-------+---------+----------+------------------------+
///  | length: u32  | magic: BRLY | version | start | zero  | symbols | value    | symbols (len, UTF-8) … |
///  +--------------+-------------+---------+-------+-------+---------+----------+------------------------+
/// </code>
/// </remarks>
public sealed record RelayRequest(RelayStart Start, long Value, IReadOnlyList<string> Symbols)
{
    public const ushort Version = 1;
    public const int SymbolsMax = 10_000;
    public const int BytesMax = HeaderBytes + (SymbolsMax * (1 + SymbolBytesMax));

    private const uint Magic = 0x594C5242;
    private const int HeaderBytes = 24;
    private const int SymbolBytesMax = 64;

    /// <exception cref="ArgumentException">Too many symbols, or one that is too long.</exception>
    public byte[] ToBytes()
    {
        if (Symbols.Count > SymbolsMax || Symbols.Any(symbol => Encoding.UTF8.GetByteCount(symbol) > SymbolBytesMax))
            throw new ArgumentException($"A relay takes up to {SymbolsMax} symbols of up to {SymbolBytesMax} bytes.");
        var bytes = new byte[HeaderBytes + Symbols.Sum(symbol => 1 + Encoding.UTF8.GetByteCount(symbol))];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, bytes.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(4), Magic);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(8), Version);
        bytes[10] = (byte)Start;
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(12), Symbols.Count);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(16), Value);
        var position = HeaderBytes;
        foreach (var symbol in Symbols)
        {
            bytes[position] = (byte)Encoding.UTF8.GetBytes(symbol, bytes.AsSpan(position + 1));
            position += 1 + bytes[position];
        }

        return bytes;
    }

    /// <summary>Reads a request; null and the reason when it is not one.</summary>
    public static RelayRequest? Read(ReadOnlySpan<byte> bytes, out string fault)
    {
        fault = "";
        if (bytes.Length < HeaderBytes || BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]) != Magic)
            fault = "not a relay request";
        else if (BinaryPrimitives.ReadUInt16LittleEndian(bytes[8..]) != Version)
            fault = $"relay version {BinaryPrimitives.ReadUInt16LittleEndian(bytes[8..])}; this server speaks {Version}";
        else if (!Enum.IsDefined((RelayStart)bytes[10]))
            fault = $"start {bytes[10]} is unknown";
        else if (ReadSymbols(bytes) is not { } symbols)
            fault = "the symbols do not fit the request";
        else
            return new RelayRequest(
                (RelayStart)bytes[10], BinaryPrimitives.ReadInt64LittleEndian(bytes[16..]), symbols);
        return null;
    }

    private static List<string>? ReadSymbols(ReadOnlySpan<byte> bytes)
    {
        var count = BinaryPrimitives.ReadInt32LittleEndian(bytes[12..]);
        if (count is < 0 or > SymbolsMax)
            return null;
        var symbols = new List<string>();
        var position = HeaderBytes;
        for (var i = 0; i < count; i++)
        {
            if (position >= bytes.Length || position + 1 + bytes[position] > bytes.Length)
                return null;
            symbols.Add(Encoding.UTF8.GetString(bytes.Slice(position + 1, bytes[position])));
            position += 1 + bytes[position];
        }

        return symbols;
    }
}
