using System.Buffers;
using System.Text;
using System.Text.Json;
using Bourse.Gateway.Rest;
using Bourse.Market;

namespace Bourse.Gateway.Trading;

/// <summary>
/// Reads the fields of a JSON object and remembers the first that is wrong. A field that nobody asked for is refused,
/// so that a misspelt one is never silently left out. The object is read once; its bytes are a copy.
/// </summary>
internal sealed class JsonFields
{
    private const int FieldsMax = 32;

    // An object in a field is the deepest there is.
    private const int DepthMax = 2;

    private readonly byte[] _json;
    private readonly Field[] _fields = new Field[FieldsMax];
    private int _count;

    private JsonFields(byte[] json) => _json = json;

    /// <summary>What is wrong with the first field that is; null while all is well.</summary>
    public Problem? Fault { get; private set; }

    /// <summary>The fields of an object; null when the bytes are not one JSON object.</summary>
    public static JsonFields? Parse(in ReadOnlySequence<byte> json)
    {
        var fields = new JsonFields(json.ToArray());
        try
        {
            return fields.TryScan() ? fields : null;
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>Whether the field is there and not null.</summary>
    public bool Has(string name) => Find(name) >= 0;

    /// <summary>Whether the field is there, null or not.</summary>
    public bool IsGiven(string name)
    {
        foreach (ref readonly var field in _fields.AsSpan(0, _count))
            if (Ascii.Equals(NameSpan(field), name))
                return true;
        return false;
    }

    /// <summary>A text; empty where it is not given.</summary>
    public string Text(string name, int lengthMax)
    {
        var place = Find(name);
        if (place < 0)
            return "";
        var text = _fields[place].Kind == JsonTokenType.String ? StringOf(_fields[place]) : "";
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
        var place = Find(name);
        if (place < 0)
            return 0;
        var fault = Price.TryParse(ScalarOf(_fields[place]), out var number);
        if (fault != NumberFault.None)
            Refuse(name, $"'{name}' is not a number with up to eight decimals: {fault}.");
        return number.Units;
    }

    /// <summary>A decimal number that must be given.</summary>
    public long NeededUnits(string name)
    {
        if (!Has(name))
            Refuse(name, $"'{name}' is needed.");
        return Units(name);
    }

    /// <summary>A time, as a text or a number of nanoseconds; the beginning of 1970 where it is not given.</summary>
    public Timestamp Time(string name)
    {
        var place = Find(name);
        if (place < 0)
            return default;
        if (!Timestamp.TryParse(ScalarOf(_fields[place]), out var time))
            Refuse(name, $"'{name}' must be a time: ISO 8601, or whole nanoseconds since 1970.");
        return time;
    }

    /// <summary>A whole number; 0 where it is not given.</summary>
    public int Whole(string name)
    {
        var place = Find(name);
        if (place < 0)
            return 0;
        ref readonly var field = ref _fields[place];
        if (field.Kind == JsonTokenType.Number
            && System.Buffers.Text.Utf8Parser.TryParse(Raw(field), out int number, out var used) && used == field.Length)
            return number;
        Refuse(name, $"'{name}' must be a whole number.");
        return 0;
    }

    /// <summary>Yes or no; no where it is not given.</summary>
    public bool Flag(string name)
    {
        var place = Find(name);
        if (place < 0)
            return false;
        if (_fields[place].Kind is not (JsonTokenType.True or JsonTokenType.False))
            Refuse(name, $"'{name}' must be true or false.");
        return _fields[place].Kind == JsonTokenType.True;
    }

    /// <summary>Yes or no, which must be given.</summary>
    public bool NeededFlag(string name)
    {
        if (!Has(name))
            Refuse(name, $"'{name}' is needed: true or false.");
        return Flag(name);
    }

    /// <summary>The fields of an object in a field; null where it is not given.</summary>
    public JsonFields? Inner(string name)
    {
        var place = Find(name);
        if (place < 0)
            return null;
        if (_fields[place].Kind == JsonTokenType.StartObject)
            return Parse(new ReadOnlySequence<byte>(_json, _fields[place].Start, _fields[place].Length));
        Refuse(name, $"'{name}' must be an object.");
        return null;
    }

    /// <summary>One of the choices; the first where it is not given.</summary>
    public T Choice<T>(string name, params ReadOnlySpan<(string Word, T Value)> choices)
    {
        var place = Find(name);
        if (place < 0)
            return choices[0].Value;
        if (_fields[place].Kind == JsonTokenType.String)
            foreach (var (word, choice) in choices)
                if (Ascii.Equals(ScalarOf(_fields[place]), word))
                    return choice;
        var words = new List<string>();
        foreach (var (word, _) in choices)
            if (word.Length > 0)
                words.Add(word);
        Refuse(name, $"'{name}' must be one of {string.Join(", ", words)}.");
        return choices[0].Value;
    }

    /// <summary>A list of texts; null where it is not given.</summary>
    public IReadOnlyList<string>? Texts(string name, int countMax, int lengthMax)
    {
        var place = Find(name);
        if (place < 0)
            return null;
        if (ReadTexts(Raw(_fields[place]), countMax) is { } texts && texts.TrueForAll(text => text.Length <= lengthMax))
            return texts;
        Refuse(name, $"'{name}' must be a list of at most {countMax} texts, each of at most {lengthMax} characters.");
        return [];
    }

    /// <summary>Remembers a fault.</summary>
    public void Refuse(string field, string detail) => Fault ??= Problem.InvalidParameter(field, detail);

    public void Refuse(Problem problem) => Fault ??= problem;

    /// <summary>Refuses fields that were not asked for, or come twice.</summary>
    public void End()
    {
        for (var i = 0; i < _count && Fault is null; i++)
            if (!_fields[i].IsRead)
                RefuseUnread(i);
    }

    // Null when it is no list of texts, or of too many; or when one of them is none, as \ud800 alone.
    private static List<string>? ReadTexts(ReadOnlySpan<byte> json, int countMax)
    {
        var texts = new List<string>();
        var reader = new Utf8JsonReader(json);
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartArray)
            return null;
        try
        {
            while (reader.Read() && reader.TokenType == JsonTokenType.String && texts.Count < countMax)
                texts.Add(reader.GetString()!);
        }
        catch (InvalidOperationException)
        {
            return null;
        }

        return reader.TokenType == JsonTokenType.EndArray ? texts : null;
    }

    /// <summary>Notes where the fields are; false when it is no object, or something follows it.</summary>
    private bool TryScan()
    {
        var reader = new Utf8JsonReader(_json, new JsonReaderOptions { MaxDepth = DepthMax });
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            return false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var field = new Field { NameStart = (int)reader.TokenStartIndex + 1, NameLength = reader.ValueSpan.Length };
            reader.Read();
            (field.Kind, field.Start, field.IsEscaped) = (reader.TokenType, (int)reader.TokenStartIndex, reader.ValueIsEscaped);
            // Half of a character, as \ud800 alone, is no text: this throws.
            if (field.IsEscaped)
                reader.GetString();
            reader.Skip();
            field.Length = (int)reader.BytesConsumed - field.Start;
            if (_count < FieldsMax)
                _fields[_count++] = field;
            else
                Refuse(NameOf(field), $"There are more than {FieldsMax} fields.");
        }

        return reader.TokenType == JsonTokenType.EndObject && !reader.Read();
    }

    private void RefuseUnread(int place)
    {
        var name = NameOf(_fields[place]);
        for (var i = 0; i < place; i++)
            if (NameSpan(_fields[i]).SequenceEqual(NameSpan(_fields[place])))
            {
                Refuse(name, $"'{name}' is given twice.");
                return;
            }

        Refuse(name, "There is no field of this name here.");
    }

    /// <summary>The place of a field, which counts as read from now on; below 0 when it is not there, or null.</summary>
    private int Find(string name)
    {
        for (var i = 0; i < _count; i++)
            if (Ascii.Equals(NameSpan(_fields[i]), name))
            {
                _fields[i].IsRead = true;
                return _fields[i].Kind == JsonTokenType.Null ? -1 : i;
            }

        return -1;
    }

    private ReadOnlySpan<byte> NameSpan(in Field field) => _json.AsSpan(field.NameStart, field.NameLength);

    private string NameOf(in Field field) => Shown.Short(Encoding.UTF8.GetString(NameSpan(field)));

    private ReadOnlySpan<byte> Raw(in Field field) => _json.AsSpan(field.Start, field.Length);

    /// <summary>The digits of a number, or what a text says; empty for anything else.</summary>
    private ReadOnlySpan<byte> ScalarOf(in Field field) => field switch
    {
        { Kind: JsonTokenType.Number } => Raw(field),
        { Kind: JsonTokenType.String, IsEscaped: false } => Raw(field)[1..^1],
        { Kind: JsonTokenType.String } => Encoding.UTF8.GetBytes(StringOf(field)),
        _ => default,
    };

    private string StringOf(in Field field)
    {
        if (!field.IsEscaped)
            return Encoding.UTF8.GetString(Raw(field)[1..^1]);
        var reader = new Utf8JsonReader(Raw(field));
        reader.Read();
        return reader.GetString()!;
    }

    private struct Field
    {
        public int NameStart;
        public int NameLength;
        public int Start;
        public int Length;
        public JsonTokenType Kind;
        public bool IsEscaped;
        public bool IsRead;
    }
}
