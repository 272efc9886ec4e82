using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Bourse.Tape.Relay;

/// <summary>Where a relay listens: "unix:/var/lib/bourse/relay.sock" or "tcp:127.0.0.1:8081".</summary>
public sealed record RelayAddress(string Text, EndPoint EndPoint)
{
    private const string UnixPrefix = "unix:";
    private const string TcpPrefix = "tcp:";

    public bool IsUnix => EndPoint is UnixDomainSocketEndPoint;

    /// <exception cref="FormatException">Neither form, or a path too long for a socket.</exception>
    public static RelayAddress Parse(string text)
    {
        try
        {
            if (text.StartsWith(UnixPrefix, StringComparison.Ordinal))
                return new RelayAddress(text, new UnixDomainSocketEndPoint(text[UnixPrefix.Length..]));
            if (text.StartsWith(TcpPrefix, StringComparison.Ordinal) && text.LastIndexOf(':') is > 4 and var colon)
            {
                var port = int.Parse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture);
                var host = text[TcpPrefix.Length..colon];
                return new RelayAddress(text, IPAddress.TryParse(host, out var address)
                    ? new IPEndPoint(address, port)
                    : new DnsEndPoint(host, port));
            }
        }
        catch (Exception fault) when (fault is ArgumentException or FormatException or OverflowException)
        {
            throw new FormatException($"'{text}' is not a relay's address: {fault.Message}", fault);
        }

        throw new FormatException($"'{text}' is not a relay's address: unix:<path> or tcp:<host>:<port>.");
    }

    /// <summary>A stream socket of the address's kind, TCP without delay.</summary>
    public Socket NewSocket() => IsUnix
        ? new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified)
        : new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };

    public override string ToString() => Text;
}
