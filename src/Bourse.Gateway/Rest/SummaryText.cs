using System.Buffers;
using System.Text.Json;
using Bourse.Gateway.Json;
using Bourse.Ticks;

namespace Bourse.Gateway.Rest;

/// <summary>The market summary as JSON text, for those who send it on.</summary>
public sealed class SummaryText(TickStore ticks)
{
    private const int MoversMax = 10;

    /// <summary>The answer of /api/v1/market/summary as of now, in memory of its own. Any thread.</summary>
    public ReadOnlyMemory<byte> Write()
    {
        var text = new ArrayBufferWriter<byte>(4096);
        using var json = new Utf8JsonWriter(text, JsonForm.Options);
        SummaryJson.Write(json, MarketSummary.Of(ticks, MoversMax));
        json.Flush();
        return text.WrittenMemory;
    }
}
