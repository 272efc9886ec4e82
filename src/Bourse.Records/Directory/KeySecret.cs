using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;

namespace Bourse.Records;

/// <summary>
/// The text of a key: "bk_" and 16 characters, a point, and 32 bytes of chance in base64url or hexadecimal. The part before
/// the point is public; of the other only the SHA-256 is kept.
/// </summary>
public static class KeySecret
{
    public const int IdLength = 19;
    public const int SecretBytes = 32;
    public const int TextLengthMax = IdLength + 1 + (2 * SecretBytes);

    private const string IdPrefix = "bk_";
    private const string IdCharacters = "abcdefghijklmnopqrstuvwxyz234567";
    private const int Base64Length = 43;

    private static readonly SearchValues<char> Allowed =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789");

    public static string NewId() => IdPrefix + RandomNumberGenerator.GetString(IdCharacters, IdLength - IdPrefix.Length);

    /// <summary>A new secret: the whole key as it is shown once, and what is kept of it.</summary>
    public static (string Text, byte[] Hash) New(string id)
    {
        Span<byte> secret = stackalloc byte[SecretBytes];
        RandomNumberGenerator.Fill(secret);
        return ($"{id}.{Base64Url.EncodeToString(secret)}", SHA256.HashData(secret));
    }

    /// <summary>Takes a key's text apart. Tells nothing of whether there is such a key.</summary>
    /// <param name="hash">32 bytes: the SHA-256 of the secret.</param>
    public static bool TryRead(ReadOnlySpan<char> text, out ReadOnlySpan<char> id, Span<byte> hash)
    {
        id = default;
        if (text.Length <= IdLength || text[IdLength] != '.' || !IsId(text[..IdLength]))
            return false;
        Span<byte> secret = stackalloc byte[SecretBytes];
        var given = text[(IdLength + 1)..];
        var (state, length) = (OperationStatus.InvalidData, 0);
        if (given.Length == Base64Length)
            state = Base64Url.DecodeFromChars(given, secret, out _, out length);
        else if (given.Length == 2 * SecretBytes)
            state = Convert.FromHexString(given, secret, out _, out length);
        if (state != OperationStatus.Done || length != SecretBytes || !IsOnlyForm(given, secret))
            return false;
        id = text[..IdLength];
        SHA256.HashData(secret, hash);
        return true;
    }

    // The last of 43 characters has two bits to spare: of the four texts for the same bytes one is right.
    private static bool IsOnlyForm(ReadOnlySpan<char> given, ReadOnlySpan<byte> secret)
    {
        if (given.Length != Base64Length)
            return true;
        Span<char> text = stackalloc char[Base64Length];
        Base64Url.EncodeToChars(secret, text);
        return given.SequenceEqual(text);
    }

    public static bool IsId(ReadOnlySpan<char> text) => text.Length == IdLength
        && text.StartsWith(IdPrefix, StringComparison.Ordinal) && !text[IdPrefix.Length..].ContainsAnyExcept(Allowed);
}
