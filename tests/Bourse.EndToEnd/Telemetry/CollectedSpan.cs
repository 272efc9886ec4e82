using System.Globalization;
using System.Text;

namespace Bourse.EndToEnd;

/// <summary>A span as a collector got it; identifiers in hexadecimal.</summary>
internal sealed record CollectedSpan(string Trace, string Id, string Parent, string Name, ulong Start, ulong End)
{
    public Dictionary<string, string> Tags { get; } = [];

    /// <summary>Those of a message to /v1/traces: resources of scopes of spans.</summary>
    public static IEnumerable<CollectedSpan> AllOf(ReadOnlyMemory<byte> message) =>
        from resource in Parts(message, 1)
        from scope in Parts(resource, 2)
        from span in Parts(scope, 2)
        select Of(span);

    private static CollectedSpan Of(ReadOnlyMemory<byte> message)
    {
        var fields = ProtobufReader.Fields(message).ToLookup(field => field.Field);
        var span = new CollectedSpan(
            Hex(fields[1].Single().Bytes), Hex(fields[2].Single().Bytes), Hex(fields[4].SingleOrDefault().Bytes),
            Text(fields[5].Single().Bytes), fields[7].Single().Number, fields[8].Single().Number);
        foreach (var tag in fields[9])
        {
            var parts = ProtobufReader.Fields(tag.Bytes).ToLookup(part => part.Field);
            var value = ProtobufReader.Fields(parts[2].Single().Bytes).FirstOrDefault();
            span.Tags[Text(parts[1].Single().Bytes)] =
                value.Field == 1 ? Text(value.Bytes) : value.Number.ToString(CultureInfo.InvariantCulture);
        }

        return span;
    }

    private static IEnumerable<ReadOnlyMemory<byte>> Parts(ReadOnlyMemory<byte> message, int field) =>
        ProtobufReader.Fields(message).Where(part => part.Field == field).Select(part => part.Bytes);

    private static string Hex(ReadOnlyMemory<byte> bytes) => Convert.ToHexStringLower(bytes.Span);

    private static string Text(ReadOnlyMemory<byte> bytes) => Encoding.UTF8.GetString(bytes.Span);
}
