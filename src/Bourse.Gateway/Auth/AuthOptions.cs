using System.ComponentModel.DataAnnotations;

namespace Bourse.Gateway.Auth;

/// <summary>Who may come in, and what becomes of those who try.</summary>
public sealed record AuthOptions
{
    public OpenMarket OpenMarketData { get; init; } = OpenMarket.Auto;

    /// <summary>
    /// Names besides those of the loopback address by which a server at a loopback address may be asked: those of a proxy
    /// of this machine.
    /// </summary>
    public IReadOnlyList<string> Hosts { get; init; } = [];

    /// <summary>Who makes tokens, as they say; tokens of others are refused.</summary>
    [Required(AllowEmptyStrings = false)]
    [StringLength(64)]
    public string Issuer { get; init; } = "bourse";

    /// <summary>Whom tokens are for, as they say; tokens for others are refused.</summary>
    [Required(AllowEmptyStrings = false)]
    [StringLength(64)]
    public string Audience { get; init; } = "bourse";

    /// <summary>How long a token is good for at most, in seconds.</summary>
    [Range(10, 86_400)]
    public int TokenSeconds { get; init; } = 900;

    /// <summary>Rounds of PBKDF2-SHA512 for new passwords; those that are stored keep theirs.</summary>
    [Range(1_000, 10_000_000)]
    public int PasswordRounds { get; init; } = 210_000;

    /// <summary>Wrong secrets for one key or user from one address that are answered before it is locked out.</summary>
    [Range(1, 1_000)]
    public int FailuresMax { get; init; } = 5;

    /// <summary>Wrong secrets from one address, for whatever key or user, before it is locked out.</summary>
    [Range(1, 100_000)]
    public int AddressFailuresMax { get; init; } = 100;

    /// <summary>
    /// How long a lock-out becomes at most, in seconds: it begins at one and doubles with each failure.
    /// </summary>
    [Range(1, 86_400)]
    public int LockSecondsMax { get; init; } = 300;
}
