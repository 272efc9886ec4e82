using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Bourse.Market;

namespace Bourse.Feeds.Capture;

/// <summary>Writes entries as lines of JSON, as <see cref="Recording"/> reads them. One thread.</summary>
internal sealed class CaptureText(string connection, IBufferWriter<byte> into) : IDisposable
{
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly byte[] LineEnd = [(byte)'\n'];

    private readonly Utf8JsonWriter _json = new(into, Plain);

    /// <summary>What a file begins with.</summary>
    public void WriteHeader(string venue)
    {
        _json.WriteStartObject();
        _json.WriteString("t", "header");
        _json.WriteNumber("format", 2);
        _json.WriteString("exchange", venue);
        End();
    }

    public void Write(in CaptureQueue.Entry entry)
    {
        Begin(NameOf(entry.Kind), entry.Time);
        if (entry.Address.Length > 0)
            _json.WriteString(entry.Kind == RecordingEntryKind.Http ? "url" : "addr", entry.Address);
        // Text that is not UTF-8 cannot stand in JSON: its bytes are kept as those of a binary frame are.
        if (entry.IsBinary || !Utf8.IsValid(entry.Frame))
            _json.WriteBase64String("data64", entry.Frame);
        else if (entry.Kind != RecordingEntryKind.Connect)
            _json.WriteString("data", entry.Frame);
        End();
    }

    /// <summary>Says that so many entries are missing here.</summary>
    public void WriteLost(long count, Timestamp time)
    {
        Begin("lost", time);
        _json.WriteString("data", count.ToString(CultureInfo.InvariantCulture));
        End();
    }

    public void Dispose() => _json.Dispose();

    private static string NameOf(RecordingEntryKind kind) => kind switch
    {
        RecordingEntryKind.Http => "http",
        RecordingEntryKind.Connect => "connect",
        RecordingEntryKind.Send => "send",
        RecordingEntryKind.Receive => "recv",
        _ => "lost",
    };

    private void Begin(string name, Timestamp time)
    {
        _json.WriteStartObject();
        _json.WriteString("t", name);
        _json.WriteString("conn", connection);
        var (seconds, rest) = Math.DivRem(time.Nanoseconds, Timestamp.PerSecond);
        _json.WritePropertyName("ts");
        var digits = string.Create(CultureInfo.InvariantCulture, $"{seconds}.{rest:D9}");
        _json.WriteRawValue(digits, skipInputValidation: true);
    }

    private void End()
    {
        _json.WriteEndObject();
        _json.Flush();
        _json.Reset();
        into.Write(LineEnd);
    }
}
