using System.Text.Json;
using System.Text.Json.Serialization;

namespace Bourse.Feeds.Csv;

/// <summary>A column in a profile is a number (from 1) or a name.</summary>
internal sealed class CsvColumnConverter : JsonConverter<CsvColumn>
{
    public override CsvColumn Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType switch
        {
            JsonTokenType.Number when reader.TryGetInt32(out var number) && number >= 1 => new CsvColumn(number),
            JsonTokenType.String when reader.GetString() is { Length: > 0 } name => new CsvColumn(0, name),
            _ => throw new JsonException("a column is a number from 1 or a name of the header"),
        };

    public override void Write(Utf8JsonWriter writer, CsvColumn value, JsonSerializerOptions options)
    {
        if (value.Name is null)
            writer.WriteNumberValue(value.Number);
        else
            writer.WriteStringValue(value.Name);
    }
}
