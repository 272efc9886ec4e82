using Bourse.Feeds.Registry;
using Bourse.Feeds.Venues;
using Bourse.Journal;
using Bourse.Market;
using Bourse.Roles;
using Bourse.Tape;
using Bourse.Tests.Gateway;
using Microsoft.Extensions.Logging.Abstractions;

namespace Bourse.Tests.Feeds.Registry;

/// <summary>Venues that nobody can reach: what is followed, and by which connections, is all that matters.</summary>
public sealed class FeedDeskTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("bourse-desk-").FullName;
    private readonly Bourse.Tape.Tape _tape;
    private readonly List<string> _opened = [];
    private readonly FeedDesk _desk;

    public FeedDeskTests()
    {
        _tape = Bourse.Tape.Tape.Open(
            new TapeOptions { RingKilobytes = 64 },
            new JournalOptions { Directory = _folder, SegmentBytes = 1 << 20, Durability = Durability.Os },
            TimeProvider.System);
        _desk = new FeedDesk(_tape, Open, NullLogger.Instance);
    }

    public void Dispose()
    {
        _desk.Cancel();
        _desk.Join();
        foreach (var role in _desk.All)
            role.Dispose();
        _tape.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private VenueFeed Open(string name, VenueOptions venue, IReadOnlyList<VenueSymbol> symbols)
    {
        if (symbols.Count > 0)
            _opened.Add(name);
        return new VenueFeed(name, venue, symbols, new VenueFeedOptions { ReconnectMillisMin = 60_000 }, TimeProvider.System);
    }

    private static VenueOptions Venue(string code, params string[] symbols) => new()
    {
        Code = code,
        Protocol = "kraken",
        Socket = new Uri(RegistryFolder.Nowhere),
        Symbols = [.. symbols.Select(symbol => new VenueSymbol(symbol))],
    };

    private static string[] Names(string prefix, int count) => [.. Enumerable.Range(0, count).Select(i => $"{prefix}{i:000}")];

    private void Apply(params VenueOptions[] venues) => _desk.Apply(new VenueRegistry(venues));

    // What each connection says that it follows; it obeys on a thread of its own.
    private Task FollowsAsync(string code, params string[] expected) => Deadline.UntilAsync(
        () => _desk.Report(Venue(code)).Connections.Select(Describe).SequenceEqual(expected), string.Join("; ", expected));

    private static string Line(string name, string[] symbols) => $"{name}: {string.Join(' ', symbols)}";

    private static string Describe(VenueFeedReport report) =>
        $"{report.Name}: {string.Join(' ', report.Symbols.Select(line => line.Symbol).Order(StringComparer.Ordinal))}";

    [Fact]
    public async Task Enabled_venues_are_followed_and_others_are_not()
    {
        Apply(Venue("A", "X", "Y"), Venue("B", "Z") with { IsEnabled = false }, Venue("C"));

        await FollowsAsync("A", "A: X Y");
        await FollowsAsync("B");
        await FollowsAsync("C");
        Assert.Null(_desk.Report(Venue("B", "Z")).State);
        Assert.Equal(["A"], _opened);
    }

    [Fact]
    public async Task Instruments_come_and_go_without_another_connection()
    {
        Apply(Venue("A", "X", "Y"), Venue("B", "Z"));
        var before = _desk.All.ToList();

        Apply(Venue("A", "Y", "W"), Venue("B", "Z"));

        await FollowsAsync("A", "A: W Y");
        await FollowsAsync("B", "B: Z");
        Assert.Equal(before, _desk.All);
        Assert.Equal(["A", "B"], _opened);
    }

    [Fact]
    public async Task What_is_said_of_an_instrument_can_change()
    {
        Apply(Venue("A", "X", "Y"));

        Apply(Venue("A", "Y") with { Symbols = [new("X", "XX/USD"), new("Y")] });

        await Deadline.UntilAsync(
            () => _desk.Report(Venue("A")).Connections[0].Symbols.Any(line => line.VenueName == "XX/USD"), "the new name");
        await FollowsAsync("A", "A: X Y");
        Assert.Equal(["A"], _opened);
    }

    [Fact]
    public async Task Another_address_means_another_connection_and_the_first_has_ended_by_then()
    {
        Apply(Venue("A", "X"), Venue("B", "Z"));
        var before = _desk.All.First();

        Apply(Venue("A", "X") with { Socket = new Uri("ws://127.0.0.1:2/") }, Venue("B", "Z"));

        Assert.True(before.HasEnded);
        await FollowsAsync("A", "A: X");
        Assert.Equal(["A", "B", "A"], _opened);
    }

    [Fact]
    public async Task More_instruments_than_a_connection_carries_take_another_one()
    {
        var max = Open("A", Venue("A"), []).SymbolsMax;
        var many = Names("S", (2 * max) + 30);
        Apply(Venue("A", many));

        await FollowsAsync(
            "A", Line("A", many[..max]), Line("A-2", many[max..(2 * max)]), Line("A-3", many[(2 * max)..]));
        Apply(Venue("A", [.. many[..max], .. many[(2 * max)..], "NEW"]));

        await FollowsAsync("A", Line("A", many[..max]), Line("A-3", ["NEW", .. many[(2 * max)..]]));
        Assert.Equal(["A", "A-2", "A-3"], _opened);
        Apply(Venue("A", [.. many[..max], .. Names("T", max)]));

        await FollowsAsync("A", Line("A", many[..max]), Line("A-2", Names("T", max)));
        Assert.Equal(["A", "A-2", "A-3", "A-2"], _opened);
    }

    [Fact]
    public async Task A_venue_that_is_switched_off_or_gone_is_left()
    {
        Apply(Venue("A", "X"), Venue("B", "Z"));
        var roles = _desk.All.ToList();

        Apply(Venue("A", "X") with { IsEnabled = false });

        Assert.All(roles, role => Assert.True(role.HasEnded));
        Assert.Empty(_desk.All);
        Assert.False(_desk.Resync("A", null));
        Apply(Venue("A", "X"));
        await FollowsAsync("A", "A: X");
    }

    [Fact]
    public void What_a_feed_left_on_its_way_to_the_tape_is_drained_before_it_is_forgotten()
    {
        Apply(Venue("A", "X"));
        Apply();
        Assert.Single(_tape.Inlets);

        while (_tape.Drain() > 0)
        {
        }

        Apply();
        Assert.Empty(_tape.Inlets);
    }

    [Fact]
    public async Task A_connection_that_cannot_be_begun_says_why_and_the_others_go_on()
    {
        Apply(Venue("A", "X") with { Protocol = "binance" }, Venue("B", "Z"));

        await FollowsAsync("B", "B: Z");
        var line = _desk.Report(Venue("A", "X"));
        Assert.Equal((FeedState.Failed, "A: Binance's books need the address of its REST interface"), (line.State, line.Fault));
        Apply(Venue("A", "X"), Venue("B", "Z"));
        await FollowsAsync("A", "A: X");
    }

    [Fact]
    public async Task A_book_can_be_asked_for_anew_where_it_is_followed()
    {
        Apply(Venue("A", "X"));
        await FollowsAsync("A", "A: X");

        Assert.True(_desk.Resync("A", "X"));
        Assert.True(_desk.Resync("A", null));
        Assert.False(_desk.Resync("A", "Y"));
        Assert.False(_desk.Resync("B", null));
    }

    [Fact]
    public void Nothing_is_begun_once_it_stops()
    {
        _desk.Cancel();

        Apply(Venue("A", "X"));

        Assert.Empty(_desk.All);
    }
}
