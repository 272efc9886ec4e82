using System.Text;
using System.Text.Json;
using Bourse.Feeds.Venues;

namespace Bourse.Feeds.Registry;

/// <summary>
/// Changes of a registry's text that leave the rest of it, comments included, as somebody wrote it. The text must be one
/// without mistakes; each returns the new text, or null where the venue (or the symbol) is not in it.
/// </summary>
public static class RegistryEdit
{
    public static byte[]? Add(ReadOnlySpan<byte> utf8, string code, VenueSymbol symbol)
    {
        if (RegistryPlaces.Find(utf8, code) is not { } places)
            return null;
        if (places.Symbols.Count == 0)
            return Replace(utf8, places.SymbolsInside..places.SymbolsInside, Written(symbol));
        var (_, start, end) = places.Symbols[^1];
        return Replace(utf8, end..end, [.. ","u8, .. Separation(utf8, start), .. Written(symbol)]);
    }

    public static byte[]? Remove(ReadOnlySpan<byte> utf8, string code, string symbol)
    {
        if (RegistryPlaces.Find(utf8, code) is not { } places)
            return null;
        var i = places.Symbols.FindIndex(item => item.Symbol == symbol);
        if (i < 0)
            return null;
        var (_, start, end) = places.Symbols[i];
        var next = i + 1 < places.Symbols.Count ? places.Symbols[i + 1].Start : places.SymbolsEnd;
        if (Comma(utf8, end, next) is { } behind)
            return Replace(utf8, start..AfterSpace(utf8, behind + 1), []);
        if (i == 0)
            return Replace(utf8, start..end, []);

        // The last of several: the comma before it goes, and whatever a comment between them says stays.
        var before = Comma(utf8, places.Symbols[i - 1].End, start)!.Value;
        return AfterSpace(utf8, before + 1) == start
            ? Replace(utf8, before..end, [])
            : Replace(Replace(utf8, start..end, []), before..(before + 1), []);
    }

    public static byte[]? Enable(ReadOnlySpan<byte> utf8, string code, bool isEnabled)
    {
        if (RegistryPlaces.Find(utf8, code) is not { } places)
            return null;
        var value = isEnabled ? "true"u8 : "false"u8;
        if (places.Enabled is { } place)
            return Replace(utf8, place, value);
        var space = utf8[places.Inside..AfterSpace(utf8, places.Inside)];
        return Replace(utf8, places.Inside..places.Inside, [.. space, .. "\"enabled\": "u8, .. value, .. ","u8]);
    }

    private static byte[] Written(VenueSymbol symbol)
    {
        if (symbol == new VenueSymbol(symbol.Symbol))
            return Encoding.UTF8.GetBytes($"\"{symbol.Symbol}\"");
        var text = new StringBuilder($"{{ \"symbol\": \"{symbol.Symbol}\"");
        if (symbol.VenueName is { } name)
            text.Append($", \"name\": {JsonSerializer.Serialize(name)}");
        if (symbol.TickSize.Units != 0)
            text.Append($", \"tick\": \"{symbol.TickSize}\"");
        if (symbol.LotSize.Units != 0)
            text.Append($", \"lot\": \"{symbol.LotSize}\"");
        return Encoding.UTF8.GetBytes(text.Append(" }").ToString());
    }

    // An item that stands on a line of its own is followed by another such line.
    private static ReadOnlySpan<byte> Separation(ReadOnlySpan<byte> utf8, int itemStart)
    {
        var lineStart = utf8[..itemStart].LastIndexOf((byte)'\n') + 1;
        return lineStart > 0 && utf8[lineStart..itemStart].TrimStart(" \t"u8).IsEmpty
            ? utf8[(lineStart - 1)..itemStart]
            : " "u8;
    }

    // The comma between two places, outside of comments; null where there is none.
    private static int? Comma(ReadOnlySpan<byte> utf8, int from, int to)
    {
        for (var i = from; i < to; i++)
            if (utf8[i] == ',')
                return i;
            else if (utf8[i..to].StartsWith("//"u8))
                i += utf8[i..].IndexOf((byte)'\n');
            else if (utf8[i..to].StartsWith("/*"u8))
                i += utf8[(i + 2)..].IndexOf("*/"u8) + 3;
        return null;
    }

    private static int AfterSpace(ReadOnlySpan<byte> utf8, int from) =>
        utf8[from..].IndexOfAnyExcept(" \t\r\n"u8) is var length and >= 0 ? from + length : utf8.Length;

    private static byte[] Replace(ReadOnlySpan<byte> utf8, Range place, ReadOnlySpan<byte> by) =>
        [.. utf8[..place.Start], .. by, .. utf8[place.End..]];
}
