using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Bourse.Gateway.Transport;

/// <summary>
/// The certificate of a file, read again when the file has changed: looked at with each handshake, once every few seconds
/// at most. One that cannot be read then leaves the one before in place. Any thread.
/// </summary>
internal sealed class ServerCertificate
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(5);

    private readonly TlsOptions _options;
    private readonly TimeProvider _clock;
    private readonly Lock _lock = new();
    private X509Certificate2 _certificate;
    private DateTime _writtenAt;
    private long _lookedAt;

    private ServerCertificate(TlsOptions options, TimeProvider clock, X509Certificate2 certificate, DateTime writtenAt)
    {
        (_options, _clock, _certificate, _writtenAt) = (options, clock, certificate, writtenAt);
        _lookedAt = clock.GetTimestamp();
    }

    /// <exception cref="GatewayException">The file cannot be read, or has no certificate with its key.</exception>
    public static ServerCertificate Open(TlsOptions options, TimeProvider clock)
    {
        try
        {
            return new ServerCertificate(options, clock, Read(options), File.GetLastWriteTimeUtc(options.Certificate));
        }
        catch (Exception fault) when (IsFailure(fault))
        {
            throw new GatewayException($"The certificate '{options.Certificate}' cannot be used: {fault.Message}", fault);
        }
    }

    /// <summary>The one to show now.</summary>
    public X509Certificate2 Now()
    {
        lock (_lock)
        {
            if (_clock.GetElapsedTime(_lookedAt) < LookEvery)
                return _certificate;
            _lookedAt = _clock.GetTimestamp();
            try
            {
                var writtenAt = File.GetLastWriteTimeUtc(_options.Certificate);
                // The one before is not disposed: handshakes may be at work with it.
                if (writtenAt != _writtenAt)
                    (_certificate, _writtenAt) = (Read(_options), writtenAt);
            }
            catch (Exception fault) when (IsFailure(fault))
            {
                // Half written, most likely: it is looked at again.
            }

            return _certificate;
        }
    }

    private static bool IsFailure(Exception fault) => fault is CryptographicException or IOException
        or UnauthorizedAccessException or ArgumentException;

    private static X509Certificate2 Read(TlsOptions options)
    {
        var certificate = IsPem(options.Certificate) ? ReadPem(options)
            : X509CertificateLoader.LoadPkcs12FromFile(options.Certificate, options.Password);
        return certificate.HasPrivateKey ? certificate : throw new CryptographicException("It has no private key.");
    }

    private static bool IsPem(string path) => File.ReadAllText(path).Contains("-----BEGIN", StringComparison.Ordinal);

    private static X509Certificate2 ReadPem(TlsOptions options)
    {
        var key = options.Key.Length > 0 ? options.Key : null;
        return options.Password.Length > 0
            ? X509Certificate2.CreateFromEncryptedPemFile(options.Certificate, options.Password, key)
            : X509Certificate2.CreateFromPemFile(options.Certificate, key);
    }
}
