using System.ComponentModel;

namespace Bourse.Gateway.Transport;

/// <summary>The certificate that the gateway shows. Without one it speaks plain HTTP.</summary>
public sealed record TlsOptions
{
    /// <summary>A file: PEM with the whole chain, or PFX. Empty: no TLS. A file that changes is read again.</summary>
    public string Certificate { get; init; } = "";

    /// <summary>The private key of a PEM certificate, in PEM; empty where the certificate's file has it.</summary>
    public string Key { get; init; } = "";

    /// <summary>Of the PFX or the private key; best given as BOURSE__GATEWAY__TLS__PASSWORD.</summary>
    [PasswordPropertyText(true)]
    public string Password { get; init; } = "";

    public bool IsEnabled => Certificate.Length > 0;
}
