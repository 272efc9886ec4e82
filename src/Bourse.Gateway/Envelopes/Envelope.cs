using System.Buffers;
using System.Text.Json;
using Bourse.Gateway.Json;
using Bourse.Market;

namespace Bourse.Gateway.Envelopes;

/// <summary>
/// What every event for other systems is wrapped in: docs/formats/envelopes.md. A line of JSON; fields are only ever added,
/// and <c>traceContext</c> is left out, since no journal keeps one.
/// </summary>
internal static class Envelope
{
    private const string SchemaVersion = "1.1";

    private static readonly JsonEncodedText EventId = JsonEncodedText.Encode("eventId");
    private static readonly JsonEncodedText EventTimestamp = JsonEncodedText.Encode("eventTimestamp");
    private static readonly JsonEncodedText SourceService = JsonEncodedText.Encode("sourceService");
    private static readonly JsonEncodedText Version = JsonEncodedText.Encode("schemaVersion");
    private static readonly JsonEncodedText Payload = JsonEncodedText.Encode("payload");

    /// <summary>Opens an envelope up to the inside of its payload.</summary>
    public static Utf8JsonWriter Open(IBufferWriter<byte> output, string id, Timestamp time, string source)
    {
        var json = new Utf8JsonWriter(output, JsonForm.Options);
        json.WriteStartObject();
        json.WriteString(EventId, id);
        json.WriteTime(EventTimestamp, time);
        json.WriteString(SourceService, source);
        json.WriteString(Version, SchemaVersion);
        json.WriteStartObject(Payload);
        return json;
    }

    public static void Close(Utf8JsonWriter json)
    {
        json.WriteEndObject();
        json.WriteEndObject();
        json.Dispose();
    }
}
