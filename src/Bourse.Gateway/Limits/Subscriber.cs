using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace Bourse.Gateway.Limits;

/// <summary>Whom an address stands for: in IPv6 one subscriber has a whole /64.</summary>
internal static class Subscriber
{
    /// <summary>A number for each subscriber: that of the address in IPv6.</summary>
    public static UInt128 Of(IPAddress address)
    {
        Span<byte> bytes = stackalloc byte[16];
        if (address.AddressFamily == AddressFamily.InterNetworkV6)
        {
            address.TryWriteBytes(bytes, out _);
            if (!address.IsIPv4MappedToIPv6)
                bytes[8..].Clear();
        }
        else
        {
            bytes[..10].Clear();
            bytes[10..12].Fill(0xff);
            address.TryWriteBytes(bytes[12..], out _);
        }

        return BinaryPrimitives.ReadUInt128BigEndian(bytes);
    }
}
