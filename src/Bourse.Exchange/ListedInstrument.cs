namespace Bourse.Exchange;

/// <summary>An instrument as it is now.</summary>
/// <param name="LastPrice">
/// Of the last trade, on paper of the market elsewhere, in 10⁻⁸ of the quote asset; 0 before the first.
/// </param>
/// <param name="Trades">How many there were.</param>
/// <param name="IsKilled">Its own kill switch is on.</param>
public readonly record struct ListedInstrument(
    int Number, string Symbol, string BaseAsset, string QuoteAsset, Phase Phase, long LastPrice, long Trades,
    int OpenOrders, InstrumentTerms Terms, Execution Execution, bool IsKilled);
