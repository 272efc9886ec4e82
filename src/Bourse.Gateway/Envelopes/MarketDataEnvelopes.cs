using System.Buffers;
using Bourse.Gateway.Json;
using Bourse.Journal;
using Bourse.Market;

namespace Bourse.Gateway.Envelopes;

/// <summary>The tape's trades as <c>market_data</c>.</summary>
internal sealed class MarketDataEnvelopes(string folder) : EnvelopeSource
{
    private readonly Dictionary<InstrumentId, Instrument> _instruments = [];
    private long _learned;

    public override bool TryWrite(in JournalRecord record, IBufferWriter<byte> output)
    {
        LearnBefore(record.Sequence);
        Learn(record);
        if ((MarketEventType)record.Type != MarketEventType.Trade || record.Payload.Length != Trade.Bytes)
            return false;
        ref readonly var trade = ref Trade.In(record.Payload);
        if (!_instruments.TryGetValue(trade.Header.Instrument, out var instrument))
            return false;
        var json = Envelope.Open(output, $"tape-{record.Sequence}", new Timestamp(record.Time), "bourse-feeds");
        json.WriteString(EnvelopeNames.Symbol, instrument.Symbol);
        json.WritePrice(EnvelopeNames.Price, trade.Price);
        json.WriteTime(EnvelopeNames.FeedTimestamp, trade.Header.VenueTime);
        json.WriteString(EnvelopeNames.Venue, instrument.Venue.Code);
        WriteQuantity(json, trade.Quantity.Units);
        if (trade.Header.Side != Side.Unknown)
            WriteSide(json, trade.Header.Side);
        if (instrument.IsSynthetic)
            json.WriteBoolean(EnvelopeNames.Synthetic, true);
        if (instrument.HasBots)
            json.WriteBoolean(EnvelopeNames.Bots, true);
        Envelope.Close(json);
        return true;
    }

    // An instrument is defined on the tape before its first trade, which may be long before the first record asked for.
    private void LearnBefore(long sequence)
    {
        if (_learned >= sequence - 1)
            return;
        using var reader = JournalReader.Open(folder);
        using var cursor = reader.OpenCursor(Math.Max(_learned + 1, reader.FirstSequence));
        while (_learned < sequence - 1 && cursor.TryRead(out var record))
            Learn(record);
    }

    private void Learn(in JournalRecord record)
    {
        _learned = Math.Max(_learned, record.Sequence);
        if ((MarketEventType)record.Type == MarketEventType.InstrumentDefinition
            && InstrumentDefinition.Read(record.Payload) is { } instrument)
            _instruments[instrument.Id] = instrument;
    }
}
