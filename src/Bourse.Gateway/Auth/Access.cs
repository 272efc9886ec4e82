namespace Bourse.Gateway.Auth;

/// <summary>What somebody must be allowed for an operation.</summary>
public enum Access
{
    /// <summary>Everybody, wherever the program listens: health, the description.</summary>
    Open,

    /// <summary>Market data: everybody where the settings leave it open, else whoever may read.</summary>
    Market,

    /// <summary>Whoever is known and may read; of what has an owner, its own.</summary>
    Read,

    /// <summary>Traders, for their own accounts.</summary>
    Trade,

    Admin,
}
