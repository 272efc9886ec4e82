using System.Buffers;
using System.Text;
using System.Text.Json;
using Bourse.Gateway.Json;

namespace Bourse.Gateway.WebSocket;

/// <summary>The frames that are said to one client about its channels, rather than broadcast.</summary>
internal static class ChannelFrames
{
    /// <summary>The reply to a request that was carried out. The response is the JSON text of an object.</summary>
    public static byte[] Ok(string joinRef, string reference, string topic, string response = "{}") =>
        Frame(joinRef, reference, topic, "phx_reply", $"{{\"status\":\"ok\",\"response\":{response}}}");

    public static byte[] Refused(string joinRef, string reference, string topic, Refusal refusal) =>
        Frame(joinRef, reference, topic, "phx_reply", $"{{\"status\":\"error\",\"response\":{Describe(refusal)}}}");

    /// <summary>The channel has ended as asked; ready-made clients do not join again.</summary>
    public static byte[] Closed(string joinRef, string topic) => Frame(joinRef, joinRef, topic, "phx_close", "{}");

    /// <summary>The channel has ended on a fault; ready-made clients join again.</summary>
    public static byte[] Failed(string joinRef, string topic, Refusal refusal) =>
        Frame(joinRef, joinRef, topic, "phx_error", Describe(refusal));

    /// <summary>History has been sent; from that sequence on the channel is live.</summary>
    public static byte[] Live(string topic, long fromSequence) =>
        Frame("null", "null", topic, "live", $"{{\"event\":\"live\",\"from_sequence\":{fromSequence}}}");

    /// <summary>The market summary, for everybody: the JSON text of an object.</summary>
    public static byte[] Summary(ReadOnlySpan<byte> json) => Frame(
        "null", "null", Topic.Summary, "summary",
        $"{{\"event\":\"summary\",\"data\":{Encoding.UTF8.GetString(json)}}}");

    /// <summary>An event of a symbol whose data is written as REST answers it, for everybody.</summary>
    public static byte[] Event<T>(string topic, string name, string symbol, T data, Action<Utf8JsonWriter, T> write)
    {
        var text = new ArrayBufferWriter<byte>(1_024);
        text.Write(Encoding.UTF8.GetBytes(
            $"[null,null,\"{topic}\",\"{name}\",{{\"event\":\"{name}\",\"symbol\":\"{symbol}\",\"data\":"));
        using (var json = new Utf8JsonWriter(text, JsonForm.Options))
            write(json, data);
        text.Write("}]"u8);
        return ServerFrame.Text(text.WrittenSpan);
    }

    /// <summary>The response to a change of symbols.</summary>
    public static string Symbols(IEnumerable<string> names, long liveFrom) =>
        $"{{\"symbols\":[{string.Join(',', names.Order(StringComparer.Ordinal).Select(JsonText.Quote))}],"
        + $"\"live_from\":{liveFrom}}}";

    /// <summary>The client was behind: so many events of this range were not sent, the latest follow.</summary>
    public static byte[] Lagging(Topic topic, Lag lag) => Frame(
        "null", "null", topic.Name, "lagging",
        $"{{\"event\":\"lagging\",\"dropped\":{lag.Dropped},\"from_sequence\":{lag.FromSequence},"
        + $"\"to_sequence\":{lag.ToSequence}}}");

    /// <summary>The client was behind on a channel of which nothing is left out: it ends before that event; 0 for none.</summary>
    public static byte[] Behind(string topic, long fromSequence) => Frame(
        "null", "null", topic, "lagging",
        fromSequence == 0
            ? "{\"event\":\"lagging\"}"
            : $"{{\"event\":\"lagging\",\"from_sequence\":{fromSequence}}}");

    /// <summary>Something for the listeners of a private topic. The data is the JSON text of an object.</summary>
    public static byte[] Private(string topic, string name, ReadOnlySpan<byte> json) => Frame(
        "null", "null", topic, name, $"{{\"event\":\"{name}\",\"data\":{Encoding.UTF8.GetString(json)}}}");

    /// <summary>The client stays behind: the connection is closed after this.</summary>
    public static byte[] Dropped(Topic topic, string reason) => Frame(
        "null", "null", topic.Name, "dropped", $"{{\"event\":\"dropped\",\"reason\":{JsonText.Quote(reason)}}}");

    private static byte[] Frame(string joinRef, string reference, string topic, string name, string payload) =>
        ServerFrame.Text(Encoding.UTF8.GetBytes(
            $"[{joinRef},{reference},{JsonText.Quote(topic)},\"{name}\",{payload}]"));

    private static string Describe(Refusal refusal)
    {
        var text = new StringBuilder();
        text.Append("{\"reason\":").Append(JsonText.Quote(refusal.Code));
        text.Append(",\"detail\":").Append(JsonText.Quote(refusal.Detail));
        if (refusal.Field is not null)
            text.Append(",\"field\":").Append(JsonText.Quote(refusal.Field));
        if (refusal.Symbol is not null)
            text.Append(",\"symbol\":").Append(JsonText.Quote(refusal.Symbol));
        if (refusal.FirstSequence is not null)
            text.Append(",\"first_sequence\":").Append(refusal.FirstSequence);
        if (refusal.LastSequence is not null)
            text.Append(",\"last_sequence\":").Append(refusal.LastSequence);
        return text.Append('}').ToString();
    }
}
