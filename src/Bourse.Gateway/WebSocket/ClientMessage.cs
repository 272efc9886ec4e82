using System.Text;
using System.Text.Json;

namespace Bourse.Gateway.WebSocket;

/// <summary>One message of a client: <c>[join_ref, ref, topic, event, payload]</c>.</summary>
/// <param name="JoinRef">
/// The JSON text of the reference, to be given back as it came: <c>"3"</c>, <c>3</c> or <c>null</c>.
/// </param>
/// <param name="Ref">The JSON text of the reference that the reply carries.</param>
/// <param name="Payload">Valid as long as the bytes that were read.</param>
internal readonly ref struct ClientMessage(
    string JoinRef, string Ref, string Topic, string Event, ReadOnlySpan<byte> Payload)
{
    public const int NameLengthMax = 128;
    public const int ReferenceLengthMax = 64;
    public const int DepthMax = 16;
    public const string NoReference = "null";

    public string JoinRef { get; } = JoinRef;

    public string Ref { get; } = Ref;

    public string Topic { get; } = Topic;

    public string Event { get; } = Event;

    public ReadOnlySpan<byte> Payload { get; } = Payload;

    /// <summary>
    /// Reads a message; on a fault returns the reason, and as many leading fields as could be read so that the reply
    /// finds its way.
    /// </summary>
    public static string? Read(ReadOnlySpan<byte> utf8, out ClientMessage message)
    {
        string joinRef = NoReference, reference = NoReference, topic = "", name = "";
        ReadOnlySpan<byte> payload = default;
        string? fault;
        try
        {
            fault = Read(utf8, ref joinRef, ref reference, ref topic, ref name, ref payload);
        }
        catch (JsonException exception)
        {
            fault = $"not JSON: byte {exception.BytePositionInLine} of line {exception.LineNumber}";
        }
        catch (InvalidOperationException)
        {
            fault = "a text is not valid UTF-8 or UTF-16";
        }

        message = new ClientMessage(joinRef, reference, topic, name, payload);
        return fault;
    }

    private static string? Read(
        ReadOnlySpan<byte> utf8, ref string joinRef, ref string reference, ref string topic, ref string name,
        ref ReadOnlySpan<byte> payload)
    {
        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = DepthMax });
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartArray)
            return "not an array of [join_ref, ref, topic, event, payload]";
        if (!TryReadReference(ref reader, ref joinRef))
            return "join_ref is not null, a number or a short text";
        if (!TryReadReference(ref reader, ref reference))
            return "ref is not null, a number or a short text";
        if (!TryReadName(ref reader, ref topic))
            return $"the topic is not a text of 1 to {NameLengthMax} characters";
        if (!TryReadName(ref reader, ref name))
            return $"the event is not a text of 1 to {NameLengthMax} characters";
        if (!reader.Read() || reader.TokenType == JsonTokenType.EndArray)
            return "the payload is missing";
        var start = (int)reader.TokenStartIndex;
        reader.Skip();
        payload = utf8[start..(int)reader.BytesConsumed];
        if (!reader.Read() || reader.TokenType != JsonTokenType.EndArray)
            return "more than five fields";
        return reader.Read() ? "more than one message" : null;
    }

    private static bool TryReadReference(ref Utf8JsonReader reader, ref string reference)
    {
        if (!reader.Read() || reader.ValueSpan.Length > ReferenceLengthMax)
            return false;
        switch (reader.TokenType)
        {
            case JsonTokenType.Null:
                return true;
            case JsonTokenType.Number:
                reference = Encoding.UTF8.GetString(reader.ValueSpan);
                return true;
            case JsonTokenType.String:
                reference = JsonText.Quote(reader.GetString()!);
                return true;
            default:
                return false;
        }
    }

    private static bool TryReadName(ref Utf8JsonReader reader, ref string name)
    {
        if (!reader.Read() || reader.TokenType != JsonTokenType.String
            || reader.ValueSpan.Length is 0 or > NameLengthMax)
            return false;
        name = reader.GetString()!;
        return true;
    }
}
