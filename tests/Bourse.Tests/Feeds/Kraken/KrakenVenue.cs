using System.Text;
using Bourse.Feeds.Capture;
using Bourse.Feeds.Venues;

namespace Bourse.Tests.Feeds.Kraken;

/// <summary>Kraken as the tests know it: its protocols and what was recorded of it.</summary>
internal static class KrakenVenue
{
    public static VenueProtocol Protocol(int depth = 10, string protocol = "kraken") => VenueProtocols.Create(new VenueOptions
    {
        Code = "KRAKEN",
        Protocol = protocol,
        Socket = new Uri("wss://ws.kraken.com/v2"),
        Rest = new Uri("https://api.kraken.com"),
        BookDepth = depth,
    });

    public static VenueProtocol OldProtocol(int depth = 10) => Protocol(depth, "kraken-v1");

    /// <summary>The frames that a recording of the repository received.</summary>
    public static List<byte[]> Frames(string file) =>
    [
        .. Recording.Read(Checkout.PathOf($"samples/recordings/kraken/{file}"))
            .Where(entry => entry.Kind == RecordingEntryKind.Receive)
            .Select(entry => entry.Bytes),
    ];

    public static byte[] Bytes(string frame) => Encoding.UTF8.GetBytes(frame);

    /// <summary>What a frame says.</summary>
    public static DecodedFrame Read(this VenueProtocol protocol, string frame)
    {
        var decoded = new DecodedFrame();
        protocol.Decode(Bytes(frame), decoded);
        return decoded;
    }

    /// <summary>The only event that a frame says, with its texts.</summary>
    public static (VenueEvent Event, string Symbol, string Text) ReadOne(this VenueProtocol protocol, string frame)
    {
        var only = Assert.Single(protocol.Read(frame).Events.ToArray());
        ReadOnlySpan<byte> bytes = Bytes(frame);
        return (only, Encoding.UTF8.GetString(only.Symbol.Of(bytes)), Encoding.UTF8.GetString(only.Text.Of(bytes)));
    }
}
