namespace Bourse.Exchange;

/// <summary>What an account has of an asset.</summary>
public readonly record struct AssetHolding(string Asset, Holding Holding);
