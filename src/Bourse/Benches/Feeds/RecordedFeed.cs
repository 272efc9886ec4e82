using System.Text;
using Bourse.Feeds.Venues;
using Bourse.Market;

namespace Bourse.Benches.Feeds;

/// <summary>A recording, read: its venue, its instruments, what it holds.</summary>
internal sealed class RecordedFeed
{
    private readonly SortedSet<string> _names = new(StringComparer.Ordinal);

    public RecordedFeed(RecordingName name, RecordingFolder folder)
    {
        (Name, Inputs) = (name, folder.Read(name));
        Files = [.. name.Files.Select(folder.PathOf)];
        Venue = new VenueOptions
        {
            Code = "BENCH",
            Protocol = name.Protocol,
            Socket = new Uri("ws://127.0.0.1"),
            Rest = name.Protocol.StartsWith("binance", StringComparison.Ordinal) ? new Uri("http://127.0.0.1") : null,
            BookDepth = name.Depth,
        };
        Protocol = VenueProtocols.Create(Venue);
        Look();
    }

    public RecordingName Name { get; }

    public IReadOnlyList<string> Files { get; }

    public VenueOptions Venue { get; }

    public VenueProtocol Protocol { get; }

    public IReadOnlyList<RecordedInput> Inputs { get; }

    /// <summary>The first input behind the last snapshot: from there on it is as on any day.</summary>
    public int SteadyFrom { get; private set; }

    public int Steady => Inputs.Count - SteadyFrom;

    /// <summary>Trades, quotes, and levels of books and their changes.</summary>
    public (long Trades, long Quotes, long Levels) Counts { get; private set; }

    /// <summary>Its instruments; a tick and a lot where the venue tells none, of BTC/USD on Kraken.</summary>
    public IEnumerable<VenueSymbol> Symbols => _names.Select(name => Name.Protocol == "kraken"
        ? new VenueSymbol(name, name, Price.Parse("0.1"), Quantity.Parse("0.00000001"))
        : new VenueSymbol(name, name));

    /// <summary>Reads one input.</summary>
    public void Decode(RecordedInput input, DecodedFrame into)
    {
        into.Clear();
        if (input.SnapshotOf is null)
            Protocol.Decode(input.Bytes, into);
        else
            Protocol.DecodeSnapshot(input.Bytes, into);
    }

    private void Look()
    {
        var decoded = new DecodedFrame();
        for (var i = 0; i < Inputs.Count; i++)
        {
            Decode(Inputs[i], decoded);
            var (trades, quotes, levels) = Counts;
            foreach (ref readonly var said in decoded.Events)
            {
                if (said.Symbol.Length > 0)
                    _names.Add(Encoding.UTF8.GetString(said.Symbol.Of<byte>(Inputs[i].Bytes)));
                if (said.Kind == VenueEventKind.BookSnapshot)
                    SteadyFrom = i + 1;
                trades += said.Kind == VenueEventKind.Trade ? 1 : 0;
                quotes += said.Kind == VenueEventKind.Quote ? 1 : 0;
            }

            Counts = (trades, quotes, levels + decoded.Bids.Length + decoded.Asks.Length);
        }
    }
}
