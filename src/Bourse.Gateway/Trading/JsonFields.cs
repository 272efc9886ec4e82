using System.Runtime.InteropServices;
using System.Text.Json;
using Bourse.Gateway.Rest;
using Bourse.Market;

namespace Bourse.Gateway.Trading;

/// <summary>
/// Reads the fields of a JSON object and remembers the first that is wrong. A field that nobody asked for is refused,
/// so that a misspelt one is never silently left out.
/// </summary>
internal sealed class JsonFields(JsonElement body)
{
    private readonly HashSet<string> _read = [];

    /// <summary>What is wrong with the first field that is; null while all is well.</summary>
    public Problem? Fault { get; private set; }

    /// <summary>A text; empty where it is not given.</summary>
    public string Text(string name, int lengthMax)
    {
        if (Find(name) is not { } value)
            return "";
        var text = value.ValueKind == JsonValueKind.String ? value.GetString()! : "";
        if (text.Length == 0 || text.Length > lengthMax || text.AsSpan().ContainsAnyExceptInRange(' ', '~'))
            Refuse(name, $"'{name}' must be a text of 1 to {lengthMax} printable ASCII characters.");
        return text;
    }

    public string NeededText(string name, int lengthMax)
    {
        var text = Text(name, lengthMax);
        if (text.Length == 0)
            Refuse(name, $"'{name}' is needed.");
        return text;
    }

    /// <summary>A decimal number, as a number or a text, in units of 10⁻⁸; 0 where it is not given.</summary>
    public long Units(string name)
    {
        if (Find(name) is not { } value)
            return 0;
        var digits = value.ValueKind switch
        {
            JsonValueKind.Number => JsonMarshal.GetRawUtf8Value(value),
            JsonValueKind.String => System.Text.Encoding.UTF8.GetBytes(value.GetString()!),
            _ => default,
        };
        var fault = Price.TryParse(digits, out var number);
        if (fault != NumberFault.None)
            Refuse(name, $"'{name}' is not a number with up to eight decimals: {fault}.");
        return number.Units;
    }

    /// <summary>A whole number; 0 where it is not given.</summary>
    public int Whole(string name)
    {
        if (Find(name) is not { } value)
            return 0;
        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number))
            return number;
        Refuse(name, $"'{name}' must be a whole number.");
        return 0;
    }

    /// <summary>Yes or no; no where it is not given.</summary>
    public bool Flag(string name)
    {
        if (Find(name) is not { } value)
            return false;
        if (value.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
            Refuse(name, $"'{name}' must be true or false.");
        return value.ValueKind == JsonValueKind.True;
    }

    /// <summary>The fields of an object in a field; null where it is not given.</summary>
    public JsonFields? Inner(string name)
    {
        if (Find(name) is not { } value)
            return null;
        if (value.ValueKind == JsonValueKind.Object)
            return new JsonFields(value);
        Refuse(name, $"'{name}' must be an object.");
        return null;
    }

    /// <summary>One of the choices; the first where it is not given.</summary>
    public T Choice<T>(string name, params ReadOnlySpan<(string Word, T Value)> choices)
    {
        if (Find(name) is not { } value)
            return choices[0].Value;
        var words = new List<string>();
        foreach (var (word, choice) in choices)
        {
            if (value.ValueKind == JsonValueKind.String && value.ValueEquals(word))
                return choice;
            words.Add(word);
        }

        Refuse(name, $"'{name}' must be one of {string.Join(", ", words)}.");
        return choices[0].Value;
    }

    /// <summary>Remembers a fault.</summary>
    public void Refuse(string field, string detail) => Fault ??= Problem.InvalidParameter(field, detail);

    public void Refuse(Problem problem) => Fault ??= problem;

    /// <summary>Refuses fields that were not asked for, or come twice.</summary>
    public void End()
    {
        var seen = new HashSet<string>();
        foreach (var field in body.EnumerateObject())
            if (!_read.Contains(field.Name))
                Refuse(field.Name[..Math.Min(40, field.Name.Length)], "There is no field of this name here.");
            else if (!seen.Add(field.Name))
                Refuse(field.Name, $"'{field.Name}' is given twice.");
    }

    private JsonElement? Find(string name)
    {
        _read.Add(name);
        return body.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;
    }
}
