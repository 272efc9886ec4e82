using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Bourse.Gateway.Watching;

/// <summary>
/// What webhooks are signed with: each user's secret follows from one key of this server, which only its owner may read, so
/// that none is stored and none tells of another. Any thread.
/// </summary>
public sealed class WebhookSecrets
{
    private const int KeyBytes = 32;
    private const string Prefix = "whsec_";

    private readonly byte[] _key;

    private WebhookSecrets(byte[] key) => _key = key;

    /// <summary>Reads the key of a file; makes both where they are missing.</summary>
    /// <exception cref="IOException">The file cannot be read or written, or holds no key.</exception>
    public static WebhookSecrets Open(string path)
    {
        if (!File.Exists(path))
            Create(path);
        var key = File.ReadAllBytes(path);
        return key.Length == KeyBytes ? new WebhookSecrets(key) : throw new IOException($"{path} holds no key.");
    }

    /// <summary>A user's secret: to be shown to nobody else.</summary>
    public string Of(string user) =>
        Prefix + Convert.ToHexStringLower(HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes("webhook:" + user)));

    /// <summary>What goes into X-Bourse-Signature: "t=1767225600,v1=5f2c…".</summary>
    /// <param name="unixSeconds">When it is sent: whoever checks can refuse what is old.</param>
    public string Sign(string user, long unixSeconds, ReadOnlySpan<byte> body)
    {
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(Of(user)));
        var time = unixSeconds.ToString(CultureInfo.InvariantCulture);
        hmac.AppendData(Encoding.UTF8.GetBytes(time + "."));
        hmac.AppendData(body);
        return $"t={time},v1={Convert.ToHexStringLower(hmac.GetHashAndReset())}";
    }

    // Whole or not at all: a key that is half written would be another after the next start.
    private static void Create(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var making = path + ".new";
        File.Delete(making);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var file = new FileStream(making, options))
        {
            file.Write(RandomNumberGenerator.GetBytes(KeyBytes));
            file.Flush(flushToDisk: true);
        }

        File.Move(making, path, overwrite: false);
    }
}
