using System.Text.Encodings.Web;
using System.Text.Json;

namespace Bourse.Gateway.Json;

/// <summary>The one form of all JSON that leaves the gateway.</summary>
internal static class JsonForm
{
    public const string ContentType = "application/json; charset=utf-8";

    /// <summary>Compact; only what JSON demands is escaped, since no answer is ever put into a page as it is.</summary>
    public static JsonWriterOptions Options { get; } = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };
}
