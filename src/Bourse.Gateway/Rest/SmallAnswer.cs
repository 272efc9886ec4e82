using System.Buffers;
using System.Text.Json;
using Bourse.Gateway.Json;
using Microsoft.AspNetCore.Http;

namespace Bourse.Gateway.Rest;

/// <summary>Answers that are written at one go: into a buffer of the thread's own, sent with their length.</summary>
internal static class SmallAnswer
{
    // A thread that once wrote a long answer does not keep its buffer for ever.
    private const int KeptBytesMax = 256 * 1024;

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? Buffer;

    [ThreadStatic]
    private static Utf8JsonWriter? Writer;

    /// <param name="write">Writes one JSON value; called before this returns.</param>
    public static Task WriteAsync<T>(HttpContext context, in T answer, Action<Utf8JsonWriter, T> write)
    {
        var buffer = Buffer ??= new ArrayBufferWriter<byte>(4096);
        var json = Writer ??= new Utf8JsonWriter(buffer, JsonForm.Options);
        buffer.ResetWrittenCount();
        json.Reset(buffer);
        write(json, answer);
        json.Flush();

        var response = context.Response;
        response.ContentType = JsonForm.ContentType;
        response.ContentLength = buffer.WrittenCount;
        response.BodyWriter.Write(buffer.WrittenSpan);
        if (buffer.Capacity > KeptBytesMax)
            (Buffer, Writer) = (null, null);
        return Task.CompletedTask;
    }
}
