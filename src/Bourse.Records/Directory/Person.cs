using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace Bourse.Records;

/// <summary>A user and the user's keys, as they are known now. Never changes; a change makes another.</summary>
/// <param name="PasswordHash">Null: comes in with keys only.</param>
/// <param name="Created">Nanoseconds since 1970.</param>
/// <param name="Keys">In the order in which they were made, revoked ones included.</param>
public sealed record Person(
    string Name, Role Role, string? PasswordHash, bool IsEnabled, long Created, ImmutableArray<KnownKey> Keys)
{
    /// <summary>Another after each change of the password; 0 without one.</summary>
    public long PasswordStamp { get; } = StampOf(PasswordHash);

    /// <summary>What the role allows at most.</summary>
    public Scopes Scopes => ScopesOf(Role);

    public static Person Of(User user, ImmutableArray<KnownKey> keys) =>
        new(user.Name, user.Role, user.PasswordHash, user.IsEnabled, user.Created, keys);

    /// <summary>What a role allows at most.</summary>
    public static Scopes ScopesOf(Role role) => role switch
    {
        Role.Admin => Scopes.All,
        Role.Trader => Scopes.Read | Scopes.Trade,
        Role.Viewer => Scopes.Read,
        _ => Scopes.None,
    };

    // Keys are compared by what they are, not by where they lie; a generated comparison of arrays would not.
    public bool Equals(Person? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => Name.GetHashCode(StringComparison.Ordinal);

    // The hash has a salt of its own, so that the same password set again is another one here as well.
    private static long StampOf(string? passwordHash) => passwordHash is null
        ? 0
        : BitConverter.ToInt64(SHA256.HashData(Encoding.UTF8.GetBytes(passwordHash)));
}
