using Bourse.Feeds.Replay;
using Bourse.Journal;
using Bourse.Market;
using Bourse.Tape;

namespace Bourse.Feeds.Playback;

/// <summary>What a tape holds of some markets up to a time of the venue's clock, in the tape's order.</summary>
internal sealed class TapePast(JournalReader tape, PlaybackMarkets markets, Timestamp? to) : PlaybackPast
{
    private readonly ReplayRange _range = new(tape, new ReplayOptions { Clock = ReplayClock.Venue, To = to });
    private byte[] _payload = new byte[1 << 12];
    private int _length;
    private MarketEventType _type;
    private Timestamp _time;
    private long _sequence;

    public override Timestamp Time => _time;

    public override long Sequence => _sequence;

    public override bool TryMove()
    {
        while (_range.TryRead(out var record))
        {
            if (record.Type == (ushort)MarketEventType.SourceDefinition)
                Learn(SourceDefinition.Read(record.Payload));
            else if (IsOfMarkets(record))
                return Keep(record);
        }

        return false;
    }

    public override void Happen(PlaybackVoice voice)
    {
        ReadOnlySpan<byte> payload = _payload.AsSpan(0, _length);
        Happen(markets.Find(EventHeader.In(payload).Instrument)!, payload, voice);
    }

    public override void Dispose() => _range.Dispose();

    private void Learn(Source? source)
    {
        if (source is not null)
            markets.Take(source);
    }

    private bool IsOfMarkets(in JournalRecord record) =>
        EventLayout.IsOfInstrument((MarketEventType)record.Type)
        && markets.Find(EventHeader.In(record.Payload).Instrument) is not null;

    // A record is valid until the next is read; it may wait for its time longer than that.
    private bool Keep(in JournalRecord record)
    {
        (_type, _length, _sequence) = ((MarketEventType)record.Type, record.Payload.Length, record.Sequence);
        _time = _range.TimeOf(record);
        if (_payload.Length < _length)
            _payload = new byte[_length * 2];
        record.Payload.CopyTo(_payload);
        return true;
    }

    private void Happen(PlaybackMarket market, ReadOnlySpan<byte> payload, PlaybackVoice voice)
    {
        if (_type == MarketEventType.Trade)
        {
            ref readonly var trade = ref Trade.In(payload);
            market.Take(trade, markets.IsNumbered(trade.Header.Source), _sequence);
            voice.Traded(market, _sequence);
        }
        else if (_type == MarketEventType.Quote)
        {
            market.Take(Quote.In(payload), _sequence);
            voice.Quoted(market, _sequence);
        }
        else if (BookUpdate.TryRead(payload, out var update))
        {
            var isSnapshot = _type == MarketEventType.BookSnapshot;
            market.Take(update, isSnapshot, _sequence);
            voice.BookChanged(market, update, isSnapshot);
        }
    }
}
