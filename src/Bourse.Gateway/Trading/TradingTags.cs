namespace Bourse.Gateway.Trading;

/// <summary>The chapters of the description that operations of the exchange are in.</summary>
internal static class TradingTags
{
    public const string Trading = "Trading";
    public const string Exchange = "Exchange";
}
