using Bourse.Records;

namespace Bourse.Gateway.Auth;

/// <summary>What a token says of its bearer.</summary>
/// <param name="Role">The user's when it was made; it allows no more than the role has become since.</param>
/// <param name="Key">Of the key that it was made with; empty where it was made with a password.</param>
/// <param name="Proof">Of the secret that it was made with: another secret or password, and the token is over.</param>
/// <param name="Expires">Seconds since 1970.</param>
internal readonly record struct TokenClaims(
    string User, Role Role, Scopes Scopes, string Key, long Proof, long Expires);
