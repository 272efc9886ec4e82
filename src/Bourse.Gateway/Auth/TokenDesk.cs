using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Bourse.Records;

namespace Bourse.Gateway.Auth;

/// <summary>
/// Makes and reads tokens: JSON Web Tokens of one algorithm, one form, and a short life. What was not made here, byte for
/// byte, is refused before any of it is read. Any thread.
/// </summary>
public sealed class TokenDesk(SigningKeys keys, AuthOptions options, TimeProvider clock)
{
    public const int LengthMax = 1_024;

    private const int SignatureLength = 43;

    // Clocks of two machines that make and read tokens may differ by so much.
    private const int SkewSeconds = 5;

    public SigningKeys Keys => keys;

    /// <summary>How long a token is good for at most.</summary>
    public TimeSpan LifeMax => TimeSpan.FromSeconds(options.TokenSeconds);

    private long Now => clock.GetUtcNow().ToUnixTimeSeconds();

    /// <summary>A token that is good for so long from now on, and not past the caller's own end.</summary>
    /// <returns>The token, and until when it is good in seconds since 1970.</returns>
    internal (string Text, long Expires) Make(Caller caller, Scopes scopes, int seconds)
    {
        var now = Now;
        var expires = Math.Min(now + Math.Min(seconds, options.TokenSeconds), caller.Expires / Market.Timestamp.PerSecond);
        var payload = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(payload))
        {
            json.WriteStartObject();
            json.WriteString("iss"u8, options.Issuer);
            json.WriteString("aud"u8, options.Audience);
            json.WriteString("sub"u8, caller.User);
            json.WriteString("role"u8, RoleNames.Of(caller.Role));
            json.WriteString("scope"u8, ScopeNames.Of(scopes));
            json.WriteString("key"u8, caller.Key);
            json.WriteNumber("session"u8, caller.Session);
            json.WriteNumber("prf"u8, caller.Proof);
            json.WriteNumber("iat"u8, now);
            json.WriteNumber("nbf"u8, now);
            json.WriteNumber("exp"u8, expires);
            json.WriteEndObject();
        }

        var key = keys.Current;
        var signed = key.Header + Base64Url.EncodeToString(payload.WrittenSpan);
        Span<byte> signature = stackalloc byte[SigningKey.SecretBytes];
        key.Sign(Encoding.ASCII.GetBytes(signed), signature);
        return ($"{signed}.{Base64Url.EncodeToString(signature)}", expires);
    }

    /// <summary>Reads a token that was made here and is good now.</summary>
    /// <param name="isGenuine">It was made here, whether it is good now or not.</param>
    internal bool TryRead(ReadOnlySpan<char> token, out TokenClaims claims, out bool isGenuine)
    {
        claims = default;
        isGenuine = token.Length <= LengthMax && IsSigned(token);
        if (!isGenuine)
            return false;
        var payload = token[(token.IndexOf('.') + 1)..token.LastIndexOf('.')];
        Span<byte> json = stackalloc byte[LengthMax];
        return Base64Url.DecodeFromChars(payload, json, out _, out var length) == OperationStatus.Done
            && TryReadClaims(json[..length], out claims);
    }

    // The signature's text is made and compared, not decoded: of several texts for the same bytes one is right.
    private bool IsSigned(ReadOnlySpan<char> token)
    {
        Span<byte> text = stackalloc byte[LengthMax];
        if (keys.Of(token) is not { } key || Ascii.FromUtf16(token, text, out var length) != OperationStatus.Done)
            return false;
        text = text[..length];
        var point = text.LastIndexOf((byte)'.');
        if (point < key.Header.Length || length - point - 1 != SignatureLength)
            return false;
        Span<byte> signature = stackalloc byte[SigningKey.SecretBytes];
        key.Sign(text[..point], signature);
        Span<byte> expected = stackalloc byte[SignatureLength];
        Base64Url.EncodeToUtf8(signature, expected);
        return CryptographicOperations.FixedTimeEquals(expected, text[(point + 1)..]);
    }

    private bool TryReadClaims(ReadOnlySpan<byte> payload, out TokenClaims claims)
    {
        var (user, key, issuer, audience) = ("", "", "", "");
        var (role, scopes) = (Role.None, Scopes.None);
        var (proof, notBefore, expires) = (0L, long.MaxValue, 0L);
        var json = new Utf8JsonReader(payload);
        json.Read();
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var name = json.GetString();
            json.Read();
            switch (name)
            {
                case "iss": issuer = json.GetString(); break;
                case "aud": audience = json.GetString(); break;
                case "sub": user = json.GetString(); break;
                case "role": role = RoleNames.Read(json.GetString()!); break;
                case "scope": scopes = ScopeNames.Read(json.GetString()!) ?? Scopes.None; break;
                case "key": key = json.GetString(); break;
                case "prf": proof = json.GetInt64(); break;
                case "nbf": notBefore = json.GetInt64(); break;
                case "exp": expires = json.GetInt64(); break;
            }
        }

        claims = new TokenClaims(user!, role, scopes, key!, proof, expires);
        var now = Now;
        return issuer == options.Issuer && audience == options.Audience
            && now < expires && now >= notBefore - SkewSeconds;
    }
}
