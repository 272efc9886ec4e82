using System.Text.Json;

namespace Bourse.Gateway.WebSocket;

/// <summary>Reads the payloads of joins of channels of orders. Fields it does not know are ignored.</summary>
internal static class OrderJoinPayload
{
    public const int GraceSecondsMax = 30;

    private const string Cancel = "cancel_on_disconnect";
    private const string Grace = "grace_seconds";
    private const string Snapshot = "snapshot";

    /// <summary>Reads a join; null with the reason when a field is wrong.</summary>
    public static OrderJoin? Read(Topic topic, ReadOnlySpan<byte> payload, out Refusal? refusal)
    {
        using var document = JoinPayload.Parse(payload, out refusal);
        if (document is null)
            return null;
        var root = document.RootElement;
        if (!JoinPayload.TryReadStart(root, out var start, out refusal))
            return null;
        if (Wrong(topic, root, start) is { } wrong)
        {
            refusal = wrong;
            return null;
        }

        var (cancel, grace) = (Find(root, Cancel), Find(root, Grace));
        return new OrderJoin(start, Find(root, Snapshot).ValueKind == JsonValueKind.True)
        {
            CancelsOnDisconnect = cancel.ValueKind is JsonValueKind.True or JsonValueKind.String,
            DaysOnly = cancel.ValueKind == JsonValueKind.String,
            Grace = TimeSpan.FromSeconds(grace.ValueKind == JsonValueKind.Number ? grace.GetInt32() : 0),
        };
    }

    private static Refusal? Wrong(Topic topic, JsonElement root, JoinStart start)
    {
        var isOfAll = topic.Owner == Topic.Everybody;
        var (snapshot, cancel, grace) = (Find(root, Snapshot), Find(root, Cancel), Find(root, Grace));
        if (!IsFlag(snapshot))
            return Invalid(Snapshot, "It is true or false.");
        if (snapshot.ValueKind == JsonValueKind.True && (isOfAll || !start.IsLive))
            return Invalid(Snapshot, "There is a snapshot of one account, as it is now.");
        if (!IsFlag(cancel) && !(cancel.ValueKind == JsonValueKind.String && cancel.ValueEquals("day")))
            return Invalid(Cancel, "It is true, false or \"day\".");
        if (isOfAll && cancel.ValueKind is JsonValueKind.True or JsonValueKind.String)
            return Invalid(Cancel, "Only the orders of one account are cancelled.");
        return grace.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null
            || (grace.ValueKind == JsonValueKind.Number && grace.TryGetInt32(out var seconds)
                && seconds is >= 0 and <= GraceSecondsMax)
            ? null
            : Invalid(Grace, $"It is a whole number from 0 to {GraceSecondsMax}.");
    }

    private static bool IsFlag(JsonElement given) => given.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null
        or JsonValueKind.True or JsonValueKind.False;

    private static JsonElement Find(JsonElement root, string name) =>
        root.TryGetProperty(name, out var given) ? given : default;

    private static Refusal Invalid(string field, string detail) => new($"invalid_{field}", detail) { Field = field };
}
