namespace Bourse.Gateway.Rest;

/// <summary>A client's own text as it is shown back to it.</summary>
internal static class Shown
{
    private const int LengthMax = 64;

    /// <summary>The first characters; what does not print becomes a question mark.</summary>
    public static string Short(ReadOnlySpan<char> text)
    {
        var length = Math.Min(text.Length, LengthMax);
        Span<char> shown = stackalloc char[length];
        for (var i = 0; i < length; i++)
            shown[i] = char.IsControl(text[i]) || char.IsSurrogate(text[i]) ? '?' : text[i];
        return text.Length > LengthMax ? $"{shown}…" : shown.ToString();
    }
}
