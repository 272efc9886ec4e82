namespace Bourse.Exchange;

/// <summary>Whoever holds balances and places orders.</summary>
internal struct Account
{
    public const int OpenOrdersMaxAtFirst = 100_000;

    // Groups are owners in the books beside accounts, above all of them.
    private const int FirstGroupOwner = 1 << 30;

    public Text40 Name;
    public int Number;
    public int Group;
    public int OpenOrders;
    public int OpenOrdersMax;
    public long OrderValueMax;
    public bool IsKilled;

    /// <summary>Its open orders from the oldest to the newest, its balances and positions from the newest on.</summary>
    public OrderList Orders;
    public int FirstBalance;
    public int FirstPosition;

    /// <summary>Who must not trade with himself.</summary>
    public readonly int Owner => Group == 0 ? Number : FirstGroupOwner + Group;
}
