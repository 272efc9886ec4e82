using System.Text;
using Bourse.Feeds.Binance;
using Bourse.Feeds.Capture;
using Bourse.Feeds.Venues;

namespace Bourse.Tests.Feeds.Binance;

/// <summary>A recording of Binance's traffic: its frames, and the snapshots that were asked for meanwhile.</summary>
internal sealed class BinanceTraffic
{
    private BinanceTraffic(string name)
    {
        IsFutures = name == "BINANCE_FUTURES";
        Instruments = Read($"{name}.0.gz").Single(entry => entry.Kind == RecordingEntryKind.Http).Bytes;
        Frames = [.. Read($"{name}.ws.1.0.gz").Where(entry => entry.Kind == RecordingEntryKind.Receive).Select(entry => entry.Bytes)];
        Snapshots = Read($"{name}.http.0.0.gz").ToDictionary(entry => SymbolIn(entry.Address), entry => entry.Bytes);
    }

    public bool IsFutures { get; }

    public byte[] Instruments { get; }

    public IReadOnlyList<byte[]> Frames { get; }

    /// <summary>Bodies by symbol.</summary>
    public IReadOnlyDictionary<string, byte[]> Snapshots { get; }

    public static BinanceTraffic Of(string name) => new(name);

    public static string SymbolOf(in VenueEvent of, ReadOnlySpan<byte> frame) => Encoding.UTF8.GetString(of.Symbol.Of(frame));

    public static DecodedFrame Decode(string frame)
    {
        var decoded = new DecodedFrame();
        BinanceDecoder.Decode(Encoding.UTF8.GetBytes(frame), decoded);
        return decoded;
    }

    private static string SymbolIn(string address) => address.Split("symbol=")[1].Split('&')[0];

    private static IEnumerable<RecordingEntry> Read(string file) =>
        Recording.Read(Checkout.PathOf($"samples/recordings/binance/{file}"));
}
