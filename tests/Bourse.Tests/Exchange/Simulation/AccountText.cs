using Bourse.Engine;
using Bourse.Exchange;

namespace Bourse.Tests.Exchange;

/// <summary>All that an account has, to be compared.</summary>
internal static class AccountText
{
    public static string Of(Portfolio portfolio, IReadOnlyList<OpenOrder> orders) =>
        Of(portfolio.Holdings, portfolio.Positions, orders);

    public static string Of(ExchangeWalk walk, int account) =>
        Of(walk.HoldingsOf(account), walk.PositionsOf(account), walk.OrdersOf(account));

    private static string Of(
        IReadOnlyList<AssetHolding> holdings, IReadOnlyList<HeldPosition> positions, IReadOnlyList<OpenOrder> orders) =>
        string.Join('\n', [.. holdings.Select(one => $"{one}"), .. positions.Select(one => $"{one}"), .. orders.Select(one => $"{one}")]);
}
