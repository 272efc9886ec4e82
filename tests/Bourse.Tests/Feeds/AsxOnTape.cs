using Bourse.Feeds.Csv;
using Bourse.Market;

namespace Bourse.Tests.Feeds;

/// <summary>The sample archive, loaded once for all tests that look at it.</summary>
public sealed class AsxOnTape : IDisposable
{
    public AsxOnTape()
    {
        var files = AsxArchive.Files(Checkout.PathOf("samples/asx"));
        var feed = new CsvFeed("sample", files, new CsvOptions(), Rig.DeadLetters);
        Rig.Run(feed);
        Progress = feed.Progress;
        Events = [.. Rig.Events().Where(taped => taped.Type is MarketEventType.Trade or MarketEventType.Quote)];
    }

    internal FeedRig Rig { get; } = new();

    internal IReadOnlyList<TapedEvent> Events { get; }

    public CsvProgress Progress { get; }

    public IReadOnlyList<Trade> TradesOf(string symbol) =>
        [.. EventsOf(symbol, MarketEventType.Trade).Select(taped => taped.Trade)];

    public IReadOnlyList<Quote> QuotesOf(string symbol) =>
        [.. EventsOf(symbol, MarketEventType.Quote).Select(taped => taped.Quote)];

    public void Dispose() => Rig.Dispose();

    private IEnumerable<TapedEvent> EventsOf(string symbol, MarketEventType type)
    {
        var instrument = Rig.Instruments.Find("ASX:" + symbol)!.Id;
        return Events.Where(taped => taped.Type == type && taped.Header.Instrument == instrument);
    }
}
