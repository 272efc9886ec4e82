using System.Text.Json;

namespace Bourse.Tests.Gateway;

/// <summary>A frame as a client reads it.</summary>
internal sealed record PhoenixFrame(string? JoinRef, string? Ref, string Topic, string Event, JsonElement Payload)
{
    /// <summary>The data of a market event.</summary>
    public JsonElement Data => Payload.GetProperty("data");

    public long Sequence => Data.GetProperty("sequence").GetInt64();

    public string? Symbol => Payload.GetProperty("symbol").GetString();

    public static PhoenixFrame Parse(string text)
    {
        using var document = JsonDocument.Parse(text);
        var fields = document.RootElement;
        Assert.Equal(5, fields.GetArrayLength());
        return new PhoenixFrame(
            fields[0].GetString(), fields[1].GetString(), fields[2].GetString()!, fields[3].GetString()!,
            fields[4].Clone());
    }
}
