using System.Net;
using System.Net.Sockets;

namespace Bourse.Gateway.Watching;

/// <summary>
/// Where webhooks may go: to what the settings list, and what a listed name stands for must not be an address of a private
/// network, unless that is listed too. Any thread.
/// </summary>
public sealed class WebhookTargets
{
    // Loopback, this network, private use, shared by carriers, link-local, and what is reserved.
    private static readonly IPNetwork[] NotPublic =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24",
            "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24",
            "224.0.0.0/3", "::/96", "64:ff9b::/96", "64:ff9b:1::/48", "100::/64", "2001::/23", "2001:db8::/32", "2002::/16",
            "3fff::/20", "5f00::/16", "fc00::/7", "fe80::/9", "ff00::/8",
        }.Select(IPNetwork.Parse),
    ];

    private readonly Uri[] _allowed;
    private readonly IPNetwork[] _private;

    /// <exception cref="GatewayException">A setting is no address or network.</exception>
    public WebhookTargets(WebhookOptions options)
    {
        _allowed = [.. options.Allowed.Select(Prefix)];
        var listed = _allowed.Select(prefix => prefix.IdnHost).Where(host => IPAddress.TryParse(host, out _));
        _private = [.. options.PrivateNetworks.Concat(listed).Select(Network)];
    }

    /// <summary>The address as it will be posted to; null when it is not allowed.</summary>
    public string? Allow(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && IsAllowed(uri) ? uri.AbsoluteUri : null;

    public bool IsAllowed(Uri address) => address is { IsAbsoluteUri: true, UserInfo: "", Fragment: "" }
        && Array.Exists(_allowed, prefix => IsBelow(address, prefix));

    /// <summary>Whether an address that a listed name stands for may be connected to.</summary>
    public bool MayConnect(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return Array.Exists(_private, network => Holds(network, plain))
            || !Array.Exists(NotPublic, network => Holds(network, plain));
    }

    private static bool Holds(IPNetwork network, IPAddress address) =>
        network.BaseAddress.AddressFamily == address.AddressFamily && network.Contains(address);

    // The same scheme, host and port, and the path itself or one below it: "/hook" is not above "/hooks".
    private static bool IsBelow(Uri address, Uri prefix)
    {
        if (address.Scheme != prefix.Scheme || address.IdnHost != prefix.IdnHost || address.Port != prefix.Port)
            return false;
        var (path, above) = (address.AbsolutePath, prefix.AbsolutePath.TrimEnd('/'));
        return path.StartsWith(above, StringComparison.Ordinal) && (path.Length == above.Length || path[above.Length] == '/');
    }

    private static Uri Prefix(string setting) =>
        Uri.TryCreate(setting, UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http"
        && uri is { UserInfo: "", Query: "", Fragment: "" }
            ? uri
            : throw new GatewayException($"'{setting}' is no prefix of addresses, as https://hooks.example.com/bourse is.");

    private static IPNetwork Network(string setting)
    {
        if (IPNetwork.TryParse(setting, out var network))
            return network;
        return IPAddress.TryParse(setting, out var one)
            ? new IPNetwork(one, one.AddressFamily == AddressFamily.InterNetwork ? 32 : 128)
            : throw new GatewayException($"'{setting}' is no network, as 10.0.0.0/8 is.");
    }
}
