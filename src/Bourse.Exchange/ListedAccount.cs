namespace Bourse.Exchange;

/// <summary>An account and its limits as they are now.</summary>
/// <param name="OpenOrders">In all instruments.</param>
/// <param name="OrderValueMax">The largest value of one order, in 10⁻⁸ of the quote asset; 0 no limit.</param>
/// <param name="IsKilled">Its own kill switch is on.</param>
public readonly record struct ListedAccount(
    int Number, string Name, int Group, int OpenOrders, int OpenOrdersMax, long OrderValueMax, bool IsKilled);
