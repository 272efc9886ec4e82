using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using Bourse.Gateway.Transport;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Bourse.Gateway;

/// <summary>Where and within which limits Kestrel listens.</summary>
internal static class Listening
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <exception cref="GatewayException">The address is none.</exception>
    public static void Configure(KestrelServerOptions kestrel, GatewayOptions options, TimeProvider clock)
    {
        var certificate = options.Tls.IsEnabled ? ServerCertificate.Open(options.Tls, clock) : null;
        kestrel.AddServerHeader = false;
        var limits = kestrel.Limits;
        limits.MaxConcurrentConnections = options.ConnectionsMax;
        limits.MaxConcurrentUpgradedConnections = options.ConnectionsMax;
        limits.MaxRequestBodySize = options.BodyKilobytesMax * 1024L;
        limits.MaxRequestHeadersTotalSize = options.HeaderKilobytesMax * 1024;
        limits.MaxRequestLineSize = Math.Min(limits.MaxRequestLineSize, options.HeaderKilobytesMax * 1024);
        limits.RequestHeadersTimeout = TimeSpan.FromSeconds(options.HeaderSecondsMax);
        limits.MinRequestBodyDataRate = new MinDataRate(
            options.BodyBytesPerSecondMin, TimeSpan.FromSeconds(options.BodyGraceSeconds));
        limits.KeepAliveTimeout = TimeSpan.FromSeconds(options.KeepAliveSeconds);
        if (options.Address == "*")
            kestrel.ListenAnyIP(options.Port, Secure);
        else
            kestrel.Listen(AddressOf(options), options.Port, Secure);
        if (options.UnixSocket.Length > 0)
            kestrel.ListenUnixSocket(options.UnixSocket);

        void Secure(ListenOptions listen)
        {
            if (certificate is not null)
                listen.UseHttps(https =>
                {
                    https.SslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13;
                    https.ServerCertificateSelector = (_, _) => certificate.Now();
                });
        }
    }

    /// <summary>Removes the socket file of a program that was killed; one that still answers is left alone.</summary>
    /// <exception cref="GatewayException">Another program listens on the socket.</exception>
    public static void ClearSocket(GatewayOptions options)
    {
        if (!File.Exists(options.UnixSocket))
            return;
        try
        {
            using var probe = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            probe.Connect(new UnixDomainSocketEndPoint(options.UnixSocket));
        }
        catch (SocketException)
        {
            File.Delete(options.UnixSocket);
            return;
        }

        throw new GatewayException($"Another program serves this data already: it answers on {options.UnixSocket}.");
    }

    /// <summary>Who may administer the program is who runs it.</summary>
    public static void GuardSocket(GatewayOptions options)
    {
        if (options.UnixSocket.Length > 0 && !OperatingSystem.IsWindows())
            File.SetUnixFileMode(options.UnixSocket, OwnerOnly);
    }

    /// <summary>Says in a sentence why Kestrel did not start.</summary>
    public static GatewayException Explain(Exception fault, GatewayOptions options) => fault switch
    {
        { InnerException: AddressInUseException } or AddressInUseException =>
            new($"Port {options.Port} of {options.Address} is taken by another program: choose another port.", fault),
        SocketException { SocketErrorCode: SocketError.AccessDenied } =>
            new($"Port {options.Port} may not be used without more rights: choose one above 1023.", fault),
        _ => new($"Cannot listen on {options.Address}, port {options.Port}: {fault.Message}", fault),
    };

    /// <summary>Whether only programs of this machine can reach it.</summary>
    public static bool IsLoopback(GatewayOptions options) =>
        options.Address != "*" && IPAddress.IsLoopback(AddressOf(options));

    private static IPAddress AddressOf(GatewayOptions options)
    {
        if (options.Address == "localhost")
            return IPAddress.Loopback;
        return IPAddress.TryParse(options.Address, out var address)
            ? address
            : throw new GatewayException($"'{options.Address}' is not an IP address, 'localhost' or '*'.");
    }
}
