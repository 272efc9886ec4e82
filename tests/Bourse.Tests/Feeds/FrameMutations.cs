using System.Text;
using System.Text.Json.Nodes;
using Bourse.Feeds.Venues;
using Bourse.Market;

namespace Bourse.Tests.Feeds;

/// <summary>Makes other frames of a frame: with its members in another order, cut off, or damaged.</summary>
internal static class FrameMutations
{
    /// <summary>The same JSON with the members of every object in another order.</summary>
    public static byte[] Shuffled(byte[] frame, Chance chance) =>
        Encoding.UTF8.GetBytes(Shuffled(JsonNode.Parse(frame)!, chance).ToJsonString());

    /// <summary>Decodes the frame cut off after every byte, and with every byte replaced by some others.</summary>
    public static void DecodeDamaged(VenueProtocol protocol, byte[] frame, Chance chance)
    {
        for (var length = 0; length < frame.Length; length++)
            _ = FrameText.Of(protocol, frame.AsSpan(0, length));
        var damaged = frame.ToArray();
        for (var i = 0; i < frame.Length; i++)
        {
            foreach (var other in (ReadOnlySpan<byte>)[(byte)'"', (byte)'[', (byte)'\\', (byte)'9', 0xff, (byte)chance.Next(256)])
            {
                damaged[i] = other;
                _ = FrameText.Of(protocol, damaged);
            }

            damaged[i] = frame[i];
        }
    }

    private static JsonNode Shuffled(JsonNode node, Chance chance)
    {
        if (node is JsonArray array)
            return new JsonArray([.. array.Select(item => item is null ? null : Shuffled(item, chance))]);
        if (node is not JsonObject members)
            return node.DeepClone();
        var shuffled = new JsonObject();
        foreach (var (name, value) in members.OrderBy(_ => chance.Next(1_000_000)).ToList())
            shuffled[name] = value is null ? null : Shuffled(value, chance);
        return shuffled;
    }
}
