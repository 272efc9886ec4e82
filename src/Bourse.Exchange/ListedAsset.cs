namespace Bourse.Exchange;

/// <summary>An asset, and what is in the exchange of it in 10⁻⁸: deposits less withdrawals, and what fills on paper
/// brought in.</summary>
public readonly record struct ListedAsset(int Number, string Name, long Supply);
