using System.Buffers;
using System.Text.Json;
using Bourse.Gateway.Json;
using Bourse.Gateway.WebSocket;
using Bourse.Records;
using Bourse.Ticks;

namespace Bourse.Gateway.Watching;

/// <summary>Tells users' sockets what has fired, right after it was recorded. One thread.</summary>
public sealed class FiringPush(PrivateTopics topics, TickStore ticks)
{
    private const string EventName = "alert";

    private readonly WatchedSymbols _symbols = new(ticks);
    private readonly ArrayBufferWriter<byte> _text = new();

    public void Tell(IReadOnlyList<AlertFiring> fired)
    {
        foreach (var firing in fired)
            topics.Publish(PrivateTopics.AlertsOf(firing.User), EventName, TextOf(firing));
    }

    private ReadOnlySpan<byte> TextOf(AlertFiring firing)
    {
        _text.ResetWrittenCount();
        using (var json = new Utf8JsonWriter(_text, JsonForm.Options))
            WatchingJson.Write(json, firing, _symbols);
        return _text.WrittenSpan;
    }
}
