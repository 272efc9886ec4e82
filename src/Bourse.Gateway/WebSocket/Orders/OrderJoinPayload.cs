using System.Text.Json;

namespace Bourse.Gateway.WebSocket;

/// <summary>Reads the payloads of joins of channels of orders. Fields it does not know are ignored.</summary>
internal static class OrderJoinPayload
{
    /// <summary>Reads a join; null with the reason when a field is wrong.</summary>
    public static OrderJoin? Read(Topic topic, ReadOnlySpan<byte> payload, out Refusal? refusal)
    {
        using var document = JoinPayload.Parse(payload, out refusal);
        if (document is null)
            return null;
        var root = document.RootElement;
        if (!JoinPayload.TryReadStart(root, out var start, out refusal)
            || !TryReadFlag(root, "snapshot", out var hasSnapshot, out refusal))
            return null;
        if (hasSnapshot && (!start.IsLive || topic.Owner == Topic.Everybody))
        {
            refusal = new Refusal("invalid_snapshot", "There is a snapshot of one account, as it is now.")
            {
                Field = "snapshot",
            };
            return null;
        }

        return new OrderJoin(start, hasSnapshot);
    }

    private static bool TryReadFlag(JsonElement root, string name, out bool isSet, out Refusal? refusal)
    {
        (isSet, refusal) = (false, null);
        if (!root.TryGetProperty(name, out var given) || given.ValueKind is JsonValueKind.Null or JsonValueKind.False)
            return true;
        if (given.ValueKind == JsonValueKind.True)
        {
            isSet = true;
            return true;
        }

        refusal = new Refusal($"invalid_{name}", "It is true or false.") { Field = name };
        return false;
    }
}
