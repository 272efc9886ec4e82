using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Bourse.Gateway.Auth;

/// <summary>One key that tokens are signed with: HMAC with SHA-256.</summary>
/// <param name="Id">16 hexadecimal digits, the tokens' "kid".</param>
/// <param name="Retired">When another took its place, nanoseconds since 1970; 0 while it signs.</param>
internal sealed record SigningKey(string Id, byte[] Secret, long Retired)
{
    public const int SecretBytes = 32;

    /// <summary>
    /// The first part of each token that it signs, with the point. There is one text for it, so that no other is read, and
    /// with it no other algorithm.
    /// </summary>
    public string Header { get; } = Base64Url.EncodeToString(
        Encoding.ASCII.GetBytes($$"""{"alg":"HS256","typ":"JWT","kid":"{{Id}}"}""")) + ".";

    public static SigningKey New() => new(
        Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8)), RandomNumberGenerator.GetBytes(SecretBytes), Retired: 0);

    public int Sign(ReadOnlySpan<byte> signed, Span<byte> signature) => HMACSHA256.HashData(Secret, signed, signature);
}
