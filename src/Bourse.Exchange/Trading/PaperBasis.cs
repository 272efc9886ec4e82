namespace Bourse.Exchange;

/// <summary>What of a market elsewhere orders on paper execute against now.</summary>
internal enum PaperBasis
{
    /// <summary>Nothing was ever known of it.</summary>
    None,

    /// <summary>What is known is too old.</summary>
    Stale,

    /// <summary>The best levels.</summary>
    Quote,

    /// <summary>The last trade, since there is no quote.</summary>
    LastTrade,
}
