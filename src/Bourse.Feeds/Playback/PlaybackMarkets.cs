using Bourse.Market;

namespace Bourse.Feeds.Playback;

/// <summary>The instruments of one venue, as a playback of it knows them. One thread.</summary>
internal sealed class PlaybackMarkets
{
    private readonly Dictionary<int, PlaybackMarket> _byNumber = [];
    private readonly Dictionary<string, PlaybackMarket> _byName = new(StringComparer.Ordinal);
    private readonly HashSet<int> _numbering = [];

    /// <param name="nameOf">The protocol's name of a canonical symbol.</param>
    /// <param name="bookDepth">Levels a side that are known of books; 0: all.</param>
    public PlaybackMarkets(IEnumerable<Instrument> instruments, Func<string, string> nameOf, int bookDepth = 0)
    {
        foreach (var instrument in instruments)
        {
            var market = new PlaybackMarket(instrument, nameOf(instrument.Symbol), _byNumber.Count)
            {
                BookDepth = bookDepth,
            };
            _byNumber[instrument.Id.Number] = market;
            _byName[market.VenueName] = market;
        }
    }

    public IReadOnlyCollection<PlaybackMarket> All => _byNumber.Values;

    public int Count => _byNumber.Count;

    public PlaybackMarket? Find(InstrumentId id) => _byNumber.GetValueOrDefault(id.Number);

    /// <summary>The market that the protocol calls so.</summary>
    public PlaybackMarket? Find(string venueName) => _byName.GetValueOrDefault(venueName);

    /// <summary>The same, by UTF-8 of a frame.</summary>
    public PlaybackMarket? Find(ReadOnlySpan<byte> venueName)
    {
        foreach (var market in _byName.Values)
            if (venueName.SequenceEqual(market.NameBytes))
                return market;
        return null;
    }

    /// <summary>Remembers whether a source's numbers are the venue's own.</summary>
    public void Take(Source source)
    {
        if (source.Numbering == Numbering.Instrument)
            _numbering.Add(source.Id.Number);
    }

    public bool IsNumbered(SourceId source) => _numbering.Contains(source.Number);
}
