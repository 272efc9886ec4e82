namespace Bourse.Feeds.Kraken;

/// <summary>What a payload of the older protocol is, by its form.</summary>
internal enum KrakenV1Form
{
    None,

    /// <summary>"as" and "bs": the whole book.</summary>
    Snapshot,

    /// <summary>"a" or "b" with levels, or both, and a checksum "c".</summary>
    Update,

    /// <summary>"a" and "b" with one price each, and more.</summary>
    Ticker,

    /// <summary>A list of lists.</summary>
    Trades,

    /// <summary>A list of values: spreads and bars, which are not read.</summary>
    Values,
}
