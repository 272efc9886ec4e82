namespace Bourse.Records;

/// <summary>A key, as it is known now. Never changes; a change makes another.</summary>
/// <param name="Number">The session of orders placed with it.</param>
/// <param name="FormerHash">Of the secret before the last rotation, accepted until <paramref name="FormerExpires"/>.</param>
/// <param name="Created">This and the other times in nanoseconds since 1970.</param>
public sealed record KnownKey(
    string Id, int Number, string User, string Name, ReadOnlyMemory<byte> SecretHash, ReadOnlyMemory<byte> FormerHash,
    long FormerExpires, Scopes Scopes, long Created, long? Expires, long? Revoked)
{
    public static KnownKey Of(ApiKey key) => new(
        key.Id, key.Number, key.User, key.Name, key.SecretHash, key.FormerHash, key.FormerExpires, key.Scopes, key.Created,
        key.Expires, key.Revoked);

    /// <summary>Neither revoked nor expired.</summary>
    public bool IsUsable(long now) => Revoked is null && (Expires is not { } end || now < end);
}
