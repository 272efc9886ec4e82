using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Bourse.Gateway.Auth;

/// <summary>
/// A password as it is kept: "pbkdf2-sha512$rounds$salt$hash", the last two in base64. Slow on purpose.
/// </summary>
internal static class PasswordHash
{
    public const int LengthMin = 10;
    public const int LengthMax = 128;

    private const string Scheme = "pbkdf2-sha512";
    private const int SaltBytes = 16;
    private const int HashBytes = 64;

    public static string Of(string password, int rounds)
    {
        var salt = RandomNumberGenerator.GetBytes(SaltBytes);
        var hash = Derive(password, salt, rounds);
        return string.Create(
            CultureInfo.InvariantCulture, $"{Scheme}${rounds}${Convert.ToBase64String(salt)}${Convert.ToBase64String(hash)}");
    }

    /// <summary>Whether that is the password. Takes as long whether it is or not.</summary>
    public static bool Matches(string kept, string password)
    {
        if (kept.Split('$') is not [Scheme, var rounds, var salt, var hash])
            throw new FormatException("A password is kept in a form that is not known.");
        var derived = Derive(
            password, Convert.FromBase64String(salt), int.Parse(rounds, CultureInfo.InvariantCulture));
        return CryptographicOperations.FixedTimeEquals(derived, Convert.FromBase64String(hash));
    }

    private static byte[] Derive(string password, byte[] salt, int rounds) => Rfc2898DeriveBytes.Pbkdf2(
        Encoding.UTF8.GetBytes(password), salt, rounds, HashAlgorithmName.SHA512, HashBytes);
}
