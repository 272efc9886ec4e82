using System.Text.Json;

namespace Bourse.Feeds.Registry;

/// <summary>
/// Reads JSON value by value and notes each mistake with its line. Comments and trailing commas are allowed. What is
/// wrong is passed over, so that one reading finds every mistake that is not one of syntax.
/// </summary>
internal ref struct LinedJson
{
    private const int DepthMax = 16;

    private readonly ReadOnlySpan<byte> _utf8;
    private readonly List<RegistryFault> _faults;
    private readonly int _faultsMax;
    private Utf8JsonReader _json;
    private int _line = 1;
    private int _countedTo;

    /// <summary>Begins before the first token.</summary>
    public LinedJson(ReadOnlySpan<byte> utf8, List<RegistryFault> faults, int faultsMax)
    {
        _utf8 = utf8;
        (_faults, _faultsMax) = (faults, faultsMax);
        _json = new Utf8JsonReader(utf8, new JsonReaderOptions
        {
            CommentHandling = JsonCommentHandling.Skip,
            AllowTrailingCommas = true,
            MaxDepth = DepthMax,
        });
    }

    public readonly JsonTokenType Token => _json.TokenType;

    /// <summary>The digits of a number, or what stands in quotes, as it is written.</summary>
    public readonly ReadOnlySpan<byte> Written => _json.ValueSpan;

    /// <summary>The line of the token, from 1.</summary>
    public int Line
    {
        get
        {
            var start = (int)_json.TokenStartIndex;
            _line += _utf8[_countedTo..start].Count((byte)'\n');
            _countedTo = start;
            return _line;
        }
    }

    /// <summary>Goes to the next token; false after the last.</summary>
    /// <exception cref="JsonException">It is not JSON from here on.</exception>
    public bool Read() => _json.Read();

    public void Refuse(string reason) => Refuse(reason, Line);

    public readonly void Refuse(string reason, int line)
    {
        if (_faults.Count < _faultsMax)
            _faults.Add(new RegistryFault(line, reason));
    }

    /// <summary>Passes over the value that the token begins, after noting what is wrong with it.</summary>
    public void Pass(string reason)
    {
        Refuse(reason);
        _json.Skip();
    }

    /// <summary>True at the beginning of an object or an array; anything else is refused and passed over.</summary>
    public bool IsAt(JsonTokenType token, string what)
    {
        if (_json.TokenType == token)
            return true;
        Pass($"{what} is to be {(token == JsonTokenType.StartObject ? "an object" : "a list")}");
        return false;
    }

    /// <summary>Goes to the value of the next member and returns its name; null at the object's end.</summary>
    public string? NextMember(HashSet<string> seen, string of)
    {
        while (_json.Read() && _json.TokenType == JsonTokenType.PropertyName)
        {
            var name = Text("a member's name");
            var isNew = name is not null && seen.Add(name);
            if (name is not null && !isNew)
                Refuse($"{of}'{name}' is given twice");
            _json.Read();
            if (isNew)
                return name;
            _json.Skip();
        }

        return null;
    }

    /// <summary>Goes to the next item of an array; false at its end.</summary>
    public bool NextItem() => _json.Read() && _json.TokenType != JsonTokenType.EndArray;

    /// <summary>The text; null where there is none, which is noted.</summary>
    public string? Text(string what)
    {
        try
        {
            if (_json.TokenType is JsonTokenType.String or JsonTokenType.PropertyName)
                return _json.GetString();
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair, escaped.
        }

        Pass($"{what} is to be a text in quotes");
        return null;
    }

    /// <summary>True or false; null where there is neither, which is noted.</summary>
    public bool? Flag(string what)
    {
        if (_json.TokenType is JsonTokenType.True or JsonTokenType.False)
            return _json.TokenType == JsonTokenType.True;
        Pass($"{what} is to be true or false");
        return null;
    }

    /// <summary>A whole number within the range; null where there is none, which is noted.</summary>
    public int? Whole(string what, int min, int max)
    {
        if (_json.TokenType == JsonTokenType.Number && _json.TryGetInt32(out var number) && number >= min && number <= max)
            return number;
        Pass($"{what} is to be a whole number, {min} to {max}");
        return null;
    }
}
