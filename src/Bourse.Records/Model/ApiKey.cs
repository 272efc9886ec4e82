namespace Bourse.Records;

/// <summary>A program's way in: a public id and a secret that is shown once and kept as a hash only.</summary>
public sealed class ApiKey
{
    /// <summary>Public: "bk_" and 16 characters.</summary>
    public required string Id { get; init; }

    /// <summary>
    /// From 1, unique: the session of orders that are placed with the key, so that they can be cancelled together.
    /// </summary>
    public int Number { get; init; }

    public required string User { get; init; }

    /// <summary>What the user calls it; up to 40 characters.</summary>
    public required string Name { get; set; }

    /// <summary>SHA-256 of the secret, which has 256 bits of chance, so that no slow hash is needed.</summary>
    public required byte[] SecretHash { get; set; }

    /// <summary>Of the secret before the last rotation; null where that is not accepted any more.</summary>
    public byte[]? FormerHash { get; set; }

    /// <summary>Until when the former secret is accepted, nanoseconds since 1970.</summary>
    public long FormerExpires { get; set; }

    public Scopes Scopes { get; set; }

    /// <summary>Nanoseconds since 1970.</summary>
    public long Created { get; init; }

    /// <summary>Nanoseconds since 1970; null never.</summary>
    public long? Expires { get; set; }

    /// <summary>Nanoseconds since 1970; null while it may be used.</summary>
    public long? Revoked { get; set; }
}
