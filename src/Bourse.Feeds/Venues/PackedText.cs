using System.Buffers.Binary;
using System.Text;
using System.Text.Json.Nodes;

namespace Bourse.Feeds.Venues;

/// <summary>Writes requests, which are objects, arrays and texts, as MessagePack.</summary>
internal static class PackedText
{
    /// <exception cref="ArgumentException">There is something else in it.</exception>
    public static byte[] Of(JsonNode node)
    {
        var packed = new List<byte>();
        Write(packed, node);
        return [.. packed];
    }

    // Counts and lengths have 16 bits: more than any request needs.
    private static void Write(List<byte> packed, JsonNode? node)
    {
        switch (node)
        {
            case JsonObject members:
                WriteHead(packed, 0xde, members.Count);
                foreach (var (name, value) in members)
                {
                    WriteText(packed, name);
                    Write(packed, value);
                }

                break;
            case JsonArray items:
                WriteHead(packed, 0xdc, items.Count);
                foreach (var item in items)
                    Write(packed, item);
                break;
            case JsonValue value when value.TryGetValue<string>(out var text):
                WriteText(packed, text);
                break;
            default:
                throw new ArgumentException("a request is made of objects, arrays and texts", nameof(node));
        }
    }

    private static void WriteText(List<byte> packed, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        WriteHead(packed, 0xda, bytes.Length);
        packed.AddRange(bytes);
    }

    private static void WriteHead(List<byte> packed, byte head, int count)
    {
        Span<byte> bytes = stackalloc byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(bytes, checked((ushort)count));
        packed.Add(head);
        packed.AddRange(bytes);
    }
}
