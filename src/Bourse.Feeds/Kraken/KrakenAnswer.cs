using System.Text.Json;
using Bourse.Feeds.Venues;

namespace Bourse.Feeds.Kraken;

/// <summary>What Kraken answers: {"method":"subscribe","success":true,"result":{"symbol":"BTC/USD",…}}.</summary>
internal struct KrakenAnswer
{
    private VenueEvent.Slice _method;
    private VenueEvent.Slice _channel;
    private VenueEvent.Slice _symbol;
    private VenueEvent.Slice _error;
    private bool _isRefused;

    /// <summary>Reads the member whose name was read; false, with nothing read, when it is none of an answer.</summary>
    public bool TryRead(ref Utf8JsonReader json)
    {
        if (json.Is("method"u8))
            _method = json.TextMember();
        else if (json.Is("success"u8))
            _isRefused |= json.Read() && json.TokenType == JsonTokenType.False;
        else if (json.Is("error"u8))
            (_error, _isRefused) = (json.TextMember(), true);
        else if (json.Is("symbol"u8))
            _symbol = json.TextMember();
        else if (json.Is("result"u8))
            ReadResult(ref json);
        else
            return false;
        return true;
    }

    public readonly void AddTo(ReadOnlySpan<byte> frame, DecodedFrame into)
    {
        var method = _method.Of(frame);
        if (_isRefused)
            Add(VenueEventKind.Refused, _error, into);
        else if (method.SequenceEqual("subscribe"u8) || method.SequenceEqual("unsubscribe"u8))
            Add(VenueEventKind.Subscribed, _channel, into);
        else if (method.SequenceEqual("pong"u8))
            into.Begin(VenueEventKind.Heartbeat);
        else if (_method.Length > 0)
            Add(VenueEventKind.Notice, _method, into);
        else
            throw new FormatException("neither a channel nor an answer");
    }

    private void ReadResult(ref Utf8JsonReader json)
    {
        json.Read();
        if (json.TokenType != JsonTokenType.StartObject)
        {
            json.Skip();
            return;
        }

        while (json.NextMember())
        {
            if (json.Is("symbol"u8))
                _symbol = json.TextMember();
            else if (json.Is("channel"u8))
                _channel = json.TextMember();
            else
                json.SkipMember();
        }
    }

    private readonly void Add(VenueEventKind kind, VenueEvent.Slice text, DecodedFrame into)
    {
        ref var added = ref into.Begin(kind);
        (added.Symbol, added.Text) = (_symbol, text);
    }
}
