using Bourse.Journal;
using Bourse.Market;
using Bourse.Tape;

namespace Bourse.Commands;

/// <summary>A tape record as one line of text.</summary>
internal static class RecordText
{
    public static string Of(in JournalRecord record)
    {
        var type = (MarketEventType)record.Type;
        var text = EventLayout.IsWhole(type, record.Payload) ? Body(type, record.Payload) : $"{record.Payload.Length} bytes";
        return $"{record.Sequence,10} {new Timestamp(record.Time)} {type,-20} {text}";
    }

    private static string Body(MarketEventType type, ReadOnlySpan<byte> payload) => type switch
    {
        MarketEventType.Trade => Of(Trade.In(payload)),
        MarketEventType.Quote => Of(Quote.In(payload)),
        MarketEventType.BookSnapshot or MarketEventType.BookDelta => OfBook(payload),
        MarketEventType.FeedStatus => FeedStatus.Read(payload) is { } status
            ? $"{OfInstrument(status.Header)}{status.State}: {status.Text}"
            : "",
        MarketEventType.Gap => Of(Gap.In(payload)),
        MarketEventType.InstrumentDefinition => InstrumentDefinition.Read(payload) is { } instrument
            ? $"{instrument.Id} {instrument.Key} ({instrument.Name})"
            : "",
        _ => SourceDefinition.Read(payload) is { } source ? $"#{source.Id.Number} {source.Key}" : "",
    };

    private static string Of(in Trade trade) =>
        $"{trade.Header.Instrument} {trade.Header.VenueTime} {trade.Quantity} @ {trade.Price}{Mark(trade.Header)}";

    private static string Of(in Quote quote) =>
        $"{quote.Header.Instrument} {quote.Header.VenueTime} "
        + $"{quote.BidSize} @ {quote.Bid} | {quote.Ask} @ {quote.AskSize}{Mark(quote.Header)}";

    private static string Of(in Gap gap) =>
        $"{OfInstrument(gap.Header)}{gap.Reason}: expected {gap.Expected}, received {gap.Received}";

    private static string OfInstrument(in EventHeader header) =>
        header.Instrument == InstrumentId.None ? "" : $"{header.Instrument} ";

    private static string OfBook(ReadOnlySpan<byte> payload) => BookUpdate.TryRead(payload, out var update)
        ? $"{update.Header.Instrument} {update.Header.VenueTime} {update.Bids.Length} bids, {update.Asks.Length} asks"
            + Mark(update.Header)
        : "";

    private static string Mark(in EventHeader header) =>
        ((header.Flags & EventFlags.Synthetic) != 0 ? " synthetic" : "")
        + ((header.Flags & EventFlags.Bots) != 0 ? " bots" : "");
}
