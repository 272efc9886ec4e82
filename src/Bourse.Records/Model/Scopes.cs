namespace Bourse.Records;

/// <summary>What a key may be used for; never more than its user's role allows.</summary>
[Flags]
public enum Scopes
{
    None = 0,
    Read = 1,
    Trade = 2,
    Admin = 4,
    All = Read | Trade | Admin,
}
