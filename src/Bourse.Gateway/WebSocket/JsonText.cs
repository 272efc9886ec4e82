using System.Buffers.Text;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Bourse.Market;

namespace Bourse.Gateway.WebSocket;

/// <summary>
/// Writes JSON text into bytes that the caller has made large enough. Numbers are written from their digits, never
/// through floating point. No allocation.
/// </summary>
internal ref struct JsonText(Span<byte> destination)
{
    private readonly Span<byte> _destination = destination;

    public int Length { get; private set; }

    /// <summary>Text that is JSON already.</summary>
    public void Raw(ReadOnlySpan<byte> json)
    {
        json.CopyTo(_destination[Length..]);
        Length += json.Length;
    }

    /// <summary>A symbol or a venue's code inside quotes: by definition nothing in it needs escaping.</summary>
    public void Symbol(string symbol) => Length += Encoding.UTF8.GetBytes(symbol, _destination[Length..]);

    /// <summary>Any text as JSON: quoted, and escaped where JSON demands it.</summary>
    public static string Quote(string text) =>
        $"\"{JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"";

    public void Number(Price price) => Length += price.Format(_destination[Length..]);

    public void Number(Quantity quantity) => Length += quantity.Format(_destination[Length..]);

    public void Number(long number)
    {
        Utf8Formatter.TryFormat(number, _destination[Length..], out var written);
        Length += written;
    }

    /// <summary>ISO 8601 in quotes.</summary>
    public void Time(Timestamp time)
    {
        Raw("\""u8);
        Length += time.Format(_destination[Length..]);
        Raw("\""u8);
    }
}
