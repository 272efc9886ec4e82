using Bourse.Feeds.Playback;
using Bourse.Feeds.Synthetic;
using Bourse.Journal;
using Bourse.Market;
using Bourse.Tape;
using Bourse.Tests.Feeds;

namespace Bourse.Tests.Venues.Playback;

/// <summary>A tape that holds a venue: a seeded synthetic market, called by the venue's code. And another venue beside it.</summary>
internal sealed class StoredMarket : IDisposable
{
    public static readonly Timestamp Start = Timestamp.Parse("2026-03-02T09:00:00Z");

    private readonly FeedRig _rig = new();

    public StoredMarket(int seed, int events, string venue = "KRAKEN")
    {
        _rig.Run(new ScriptFeed(tape => Publish(tape, seed, events, venue)));
        Tape = JournalReader.Open(_rig.JournalDirectory);
    }

    public JournalReader Tape { get; }

    public InstrumentRegistry Instruments => _rig.Instruments;

    public string Captures => Path.Combine(_rig.Folder, "captures");

    /// <summary>Every event of the venue, in the tape's order.</summary>
    public List<TapedEvent> Events(string venue = "KRAKEN") =>
    [
        .. _rig.Events().Where(taped => EventLayout.IsOfInstrument(taped.Type)
            && Instruments.Find(EventHeader.In(taped.Payload).Instrument)!.Venue.Code == venue),
    ];

    public PlaybackDesk Desk(TimeProvider? clock = null, PlaybackLimits? limits = null) =>
        new(Tape, Instruments, Captures, limits ?? new PlaybackLimits(), clock ?? TimeProvider.System);

    public void Dispose()
    {
        Tape.Dispose();
        _rig.Dispose();
    }

    private static void Publish(TapeInlet tape, int seed, int events, string venue)
    {
        var options = new SyntheticOptions { Seed = seed, IsPaced = false, SnapshotSeconds = 30, EventsPerSecond = 200 };
        var stored = Make(tape, options, venue, 61);
        var other = Make(tape, options with { Seed = seed + 1 }, "OTHER", 62);
        for (var i = 0; i < events; i++)
        {
            tape.Publish(type: Next(stored, out var payload), payload);
            if (i % 7 == 0)
                tape.Publish(type: Next(other, out payload), payload);
        }
    }

    private static MarketEventType Next(SyntheticMarket market, out ReadOnlySpan<byte> payload)
    {
        payload = market.Next(out var type);
        return type;
    }

    private static SyntheticMarket Make(TapeInlet tape, SyntheticOptions options, string code, ushort number)
    {
        var venue = new Bourse.Market.Venue(number, code, code, "Etc/UTC");
        var ids = SyntheticListing.All.Select(listing => tape.Define(
            venue, listing.Symbol, new InstrumentTerms(listing.Name, "USD", listing.Tick, listing.Lot)).Id).ToList();
        return new SyntheticMarket(options, Start, ids, tape.OpenSource("stored:" + code, Numbering.Source).Id);
    }
}
