namespace Bourse.Exchange;

/// <summary>What an account has of an asset, in 10⁻⁸. Always 0 ≤ held ≤ total.</summary>
internal struct Balance
{
    public long Total;
    public long Held;
    public int Account;
    public int Asset;
    public int NextOfAccount;

    /// <summary>Where its account's volume in this asset lies; 0 before the first trade.</summary>
    public int Volume;

    /// <summary>Changed by the command at hand, and so to be told at its end, unless it is then as it was.</summary>
    public bool IsTouched;
    public long TotalBefore;
    public long HeldBefore;

    public readonly long Available => Total - Held;
}
