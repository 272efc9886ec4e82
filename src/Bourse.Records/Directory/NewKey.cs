namespace Bourse.Records;

/// <summary>A key that is to be made.</summary>
/// <param name="Name">What the user calls it; up to 40 characters.</param>
/// <param name="Expires">Nanoseconds since 1970; null never.</param>
public readonly record struct NewKey(string User, string Name, Scopes Scopes, long? Expires);
