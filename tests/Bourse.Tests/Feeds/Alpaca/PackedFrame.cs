using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Bourse.Market;

namespace Bourse.Tests.Feeds.Alpaca;

/// <summary>Writes JSON as MessagePack, taking now the shortest form of a value, now a longer one, as chance has it.</summary>
internal sealed class PackedFrame(Chance chance)
{
    private readonly List<byte> _bytes = [];

    public static byte[] Of(string json, ulong seed)
    {
        var frame = new PackedFrame(new Chance(seed));
        frame.Write(JsonNode.Parse(json));
        return [.. frame._bytes];
    }

    private void Write(JsonNode? node, string member = "")
    {
        switch (node)
        {
            case null:
                _bytes.Add(0xc0);
                break;
            case JsonObject members:
                WriteCount(members.Count, 0x80, 0xde);
                foreach (var (name, value) in members)
                {
                    WriteText(name);
                    Write(value, name);
                }

                break;
            case JsonArray items:
                WriteCount(items.Count, 0x90, 0xdc);
                foreach (var item in items)
                    Write(item);
                break;
            default:
                WriteValue(node.GetValue<JsonElement>(), member);
                break;
        }
    }

    private void WriteValue(JsonElement value, string member)
    {
        if (value.ValueKind == JsonValueKind.String && member == "t")
            WriteTime(Timestamp.Parse(value.GetString()!));
        else if (value.ValueKind == JsonValueKind.String)
            WriteText(value.GetString()!);
        else if (value.TryGetInt64(out var whole) && (IsWhole(member) || chance.IsLess(0.5)))
            WriteWhole(whole);
        else if (value.GetDouble() is var number && IsSingle(number) && chance.IsLess(0.5))
            WriteBigEndian(0xca, 4, bytes => BinaryPrimitives.WriteSingleBigEndian(bytes, (float)number));
        else
            WriteBigEndian(0xcb, 8, bytes => BinaryPrimitives.WriteDoubleBigEndian(bytes, number));
    }

    // Its digits survive 32 bits.
    private static bool IsSingle(double number) =>
        double.Parse(((float)number).ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture) == number;

    // Prices and sizes may be floats even when they are whole; ids and codes never are.
    private static bool IsWhole(string member) => member is "i" or "code" or "oi" or "ci";

    private void WriteWhole(long whole)
    {
        if (whole is >= 0 and < 128 && chance.IsLess(0.5))
            _bytes.Add((byte)whole);
        else if (whole is >= 0 and < 256 && chance.IsLess(0.5))
            _bytes.AddRange([0xcc, (byte)whole]);
        else if (whole is >= 0 and < 65_536 && chance.IsLess(0.5))
            WriteBigEndian(0xcd, 2, bytes => BinaryPrimitives.WriteUInt16BigEndian(bytes, (ushort)whole));
        else if (whole is >= int.MinValue and <= int.MaxValue && chance.IsLess(0.5))
            WriteBigEndian(0xd2, 4, bytes => BinaryPrimitives.WriteInt32BigEndian(bytes, (int)whole));
        else
            WriteBigEndian(whole < 0 || chance.IsLess(0.5) ? (byte)0xd3 : (byte)0xcf, 8,
                bytes => BinaryPrimitives.WriteInt64BigEndian(bytes, whole));
    }

    private void WriteTime(Timestamp time)
    {
        var (seconds, nanoseconds) = Math.DivRem(time.Nanoseconds, Timestamp.PerSecond);
        if (chance.IsLess(0.2))
            WriteText(time.ToString());
        else if (nanoseconds == 0 && chance.IsLess(0.5))
            WriteBigEndian(0xd6, 5, bytes => WriteSeconds(bytes, seconds));
        else if (chance.IsLess(0.5))
            WriteBigEndian(0xd7, 9, bytes => WriteBoth(bytes, ((ulong)nanoseconds << 34) | (ulong)seconds));
        else
            WriteBigEndian(0xc7, 14, bytes => WriteLong(bytes, seconds, (uint)nanoseconds));
    }

    private static void WriteSeconds(Span<byte> bytes, long seconds)
    {
        bytes[0] = 0xff;
        BinaryPrimitives.WriteUInt32BigEndian(bytes[1..], (uint)seconds);
    }

    private static void WriteBoth(Span<byte> bytes, ulong both)
    {
        bytes[0] = 0xff;
        BinaryPrimitives.WriteUInt64BigEndian(bytes[1..], both);
    }

    private static void WriteLong(Span<byte> bytes, long seconds, uint nanoseconds)
    {
        (bytes[0], bytes[1]) = (12, 0xff);
        BinaryPrimitives.WriteUInt32BigEndian(bytes[2..], nanoseconds);
        BinaryPrimitives.WriteInt64BigEndian(bytes[6..], seconds);
    }

    private void WriteText(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        if (bytes.Length < 32 && chance.IsLess(0.7))
            _bytes.Add((byte)(0xa0 | bytes.Length));
        else if (chance.IsLess(0.5))
            _bytes.AddRange([0xd9, (byte)bytes.Length]);
        else
            WriteBigEndian(0xda, 2, length => BinaryPrimitives.WriteUInt16BigEndian(length, (ushort)bytes.Length));
        _bytes.AddRange(bytes);
    }

    private void WriteCount(int count, byte shortHead, byte head)
    {
        if (count < 16 && chance.IsLess(0.6))
            _bytes.Add((byte)(shortHead | count));
        else if (chance.IsLess(0.5))
            WriteBigEndian(head, 2, bytes => BinaryPrimitives.WriteUInt16BigEndian(bytes, (ushort)count));
        else
            WriteBigEndian((byte)(head + 1), 4, bytes => BinaryPrimitives.WriteInt32BigEndian(bytes, count));
    }

    private void WriteBigEndian(byte head, int length, Action<byte[]> write)
    {
        var bytes = new byte[length];
        write(bytes);
        _bytes.Add(head);
        _bytes.AddRange(bytes);
    }
}
