using Bourse.Market;
using Bourse.Ticks;

namespace Bourse.Tests.Venues;

/// <summary>
/// What the real feeds make of venues that misbehave: the instrument concerned is right again, the others never stop, and
/// the tape says what is missing.
/// </summary>
public sealed class VenueFaultTests
{
    // A snapshot over REST has a thousand levels a side: of what lies deeper nothing is known before it changes.
    private const int DepthCompared = 500;

    private const int FramesAtFirst = 100;

    public static TheoryData<string> All =>
        ["coinbase", "coinbase-advanced", "binance", "binance-futures", "kraken-v1", "kraken"];

    [Theory]
    [MemberData(nameof(All))]
    public async Task A_recording_played_without_fault_gives_its_books_and_no_gap(string name)
    {
        var followed = await PlayAsync(name);
        Assert.Empty(followed.Gaps());
    }

    [Theory]
    [InlineData("binance", GapReason.Numbering)]
    [InlineData("binance-futures", GapReason.Numbering)]
    [InlineData("kraken-v1", GapReason.Checksum)]
    [InlineData("kraken", GapReason.Checksum)]
    public async Task A_gap_of_one_instrument_is_mended_for_it_alone(string name, GapReason reason)
    {
        var hit = VenueCase.Of(name).Names.First();
        var gap = new Misbehaviour(MisbehaviourKind.Gap, At: 5, Symbol: hit.Value, Channel: BookChannelOf(name)) { Count = 3 };
        var followed = await PlayAsync(name, gap);
        Assert.Contains(followed.Gaps(hit.Key), told => told.Reason == reason);
        Assert.Equal(followed.Gaps(hit.Key).Count, followed.Gaps().Count);
    }

    [Fact]
    public async Task A_gap_in_a_connections_numbers_is_mended_for_all_its_books()
    {
        var followed = await PlayAsync("coinbase-advanced", new Misbehaviour(MisbehaviourKind.Gap, At: 50) { Count = 2 });
        Assert.Equal(
            ["BTC-USD", "ETH-USD"],
            followed.Gaps().Where(gap => gap.Reason == GapReason.Numbering).Select(Named(followed)).Distinct().Order());
    }

    [Theory]
    [InlineData("kraken-v1")]
    [InlineData("kraken")]
    public async Task A_checksum_that_is_wrong_is_found_and_the_book_asked_for_anew(string name)
    {
        var hit = VenueCase.Of(name).Names.Last();
        var followed = await PlayAsync(name, new Misbehaviour(MisbehaviourKind.BadChecksum, At: 5, Symbol: hit.Value));
        Assert.Equal([GapReason.Checksum], followed.Gaps().Select(gap => gap.Reason));
        Assert.Equal([hit.Key], followed.Gaps().Select(Named(followed)));
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task A_frame_that_comes_twice_changes_nothing(string name)
    {
        var followed = await PlayAsync(
            name, new Misbehaviour(MisbehaviourKind.Duplicate, At: 20, Channel: BookChannelOf(name)) { Count = 5 });
        Assert.Empty(followed.Gaps());
    }

    [Theory]
    [InlineData("binance")]
    [InlineData("binance-futures")]
    [InlineData("kraken-v1")]
    [InlineData("coinbase-advanced")]
    public async Task Frames_in_the_wrong_order_leave_the_books_right(string name) =>
        await PlayAsync(name, new Misbehaviour(MisbehaviourKind.Reorder, At: 20, Channel: BookChannelOf(name)));

    [Theory]
    [MemberData(nameof(All))]
    public async Task Half_a_frame_is_found_and_the_book_is_right_again(string name)
    {
        var followed = await PlayAsync(
            name, new Misbehaviour(MisbehaviourKind.Truncate, At: 20, Channel: BookChannelOf(name)));
        Assert.NotEmpty(followed.Gaps());
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task Garbage_is_passed_over_and_told(string name)
    {
        var followed = await PlayAsync(
            name,
            new Misbehaviour(MisbehaviourKind.GarbageText, At: 10) { Count = 3 },
            new Misbehaviour(MisbehaviourKind.GarbageBytes, At: 20) { Count = 3 });
        Assert.Equal(6, followed.Gaps().Count(gap => gap.Reason == GapReason.Unreadable));
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task A_message_in_many_frames_is_one_message(string name)
    {
        var followed = await PlayAsync(name, new Misbehaviour(MisbehaviourKind.Fragmented, At: 10) { Count = 20 });
        Assert.Empty(followed.Gaps());
    }

    [Theory]
    [InlineData("binance")]
    [InlineData("kraken-v1")]
    [InlineData("coinbase")]
    public async Task A_message_that_is_too_large_is_passed_over_without_being_kept(string name)
    {
        var followed = await PlayAsync(
            name, new Misbehaviour(MisbehaviourKind.HugeFrame, At: 10) { Bytes = 20 << 20 });
        Assert.Equal(1, followed.Gaps().Count(gap => gap.Reason == GapReason.Unreadable));
        Assert.Equal(1, followed.Connects);
    }

    public static MatrixTheoryData<string, string> Losses => new(
        All.Select(row => row.Data),
        [nameof(MisbehaviourKind.Close), nameof(MisbehaviourKind.Reset), nameof(MisbehaviourKind.Stall)]);

    [Theory]
    [MemberData(nameof(Losses))]
    public async Task A_lost_connection_is_told_for_every_instrument_and_opened_again(string name, string kind)
    {
        var followed = await PlayAsync(name, new Misbehaviour(Enum.Parse<MisbehaviourKind>(kind), At: 30));
        Assert.Equal(2, followed.Connects);
        Assert.Equal(
            VenueCase.Of(name).Names.Keys.Order(),
            followed.Gaps().Where(gap => gap.Reason == GapReason.Disconnected).Select(Named(followed)).Distinct().Order());
    }

    [Fact]
    public async Task A_venue_that_asks_us_to_come_later_is_obeyed()
    {
        var followed = await PlayAsync(
            "binance",
            new Misbehaviour(MisbehaviourKind.HandshakeRefused) { RetryAfterSeconds = 1 },
            new Misbehaviour(MisbehaviourKind.RequestRefused, At: 1) { Count = 2, RetryAfterSeconds = 1 });
        Assert.Contains(followed.Statuses, text => text.Contains("the venue answered 429", StringComparison.Ordinal));
        Assert.Contains(followed.Statuses, text => text.Contains("answered 429", StringComparison.Ordinal)
            && text.Contains("/api/", StringComparison.Ordinal));
    }

    private static string BookChannelOf(string name) => VenueCase.Of(name).Tongue.BookChannel;

    private static Func<Gap, string> Named(Outcome followed) => gap => followed.NameOf(gap.Header.Instrument);

    // Plays the whole recording, misbehaves when all books have been followed for a while, and waits until a reader of the
    // tape has the server's books.
    private static async Task<Outcome> PlayAsync(string name, params Misbehaviour[] misbehaviours)
    {
        var played = VenueCase.Of(name);
        var fromTheStart = misbehaviours.Where(wrong => IsOfConnecting(wrong.Kind)).ToArray();
        await using var venue = await RecordedVenue.StartAsync(
            played.Script(fromTheStart) with { FramesWhileAway = 10, PlaysTo = FramesAtFirst });
        using var followed = FollowedVenue.Follow(played.Options(venue), hasty => hasty with
        {
            FrameBytesMax = 8 << 20,
            SilenceMillisMax = misbehaviours.Any(wrong => wrong.Kind == MisbehaviourKind.Stall) ? 500 : 20_000,
        });
        followed.Until(() => venue.Position == FramesAtFirst && HasBooks(played, venue, followed));
        foreach (var wrong in misbehaviours.Except(fromTheStart))
            await venue.Misbehave(wrong);
        await venue.PlayTo(int.MaxValue);
        followed.Until(() => venue.Played.IsCompleted);
        await venue.Played;
        followed.Until(() => HasBooks(played, venue, followed));
        return new Outcome(followed);
    }

    private static bool IsOfConnecting(MisbehaviourKind kind) =>
        kind is MisbehaviourKind.HandshakeRefused or MisbehaviourKind.RequestRefused;

    private static bool HasBooks(VenueCase played, RecordedVenue venue, FollowedVenue followed) => played.Names
        .All(pair => IsSame(venue.BookOf(pair.Value), followed.Book($"TEST:{pair.Key}")));

    internal static bool IsSame(PlainBook theirs, BookView? ours) => ours is { IsSuspect: false }
        && IsSame(theirs.Bids, ours.Bids) && IsSame(theirs.Asks, ours.Asks);

    private static bool IsSame(SortedDictionary<decimal, PlainLevel> theirs, IReadOnlyList<BookLevel> ours) => theirs
        .Select(level => (level.Key, decimal.Parse(
            level.Value.Quantity, System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture)))
        .Take(DepthCompared).SequenceEqual(
            ours.Take(DepthCompared).Select(level => (level.Price.Units / 1e8m, level.Quantity.Units / 1e8m)));

    /// <summary>What is on the tape in the end, before the feed is stopped.</summary>
    private sealed class Outcome(FollowedVenue followed)
    {
        private readonly List<Gap> _gaps = followed.Gaps();
        private readonly Dictionary<InstrumentId, string> _names = followed.Names();

        public long Connects { get; } = followed.Feed.Report().Connects;

        public List<string> Statuses { get; } =
        [
            .. followed.Events().Where(taped => taped.Type == MarketEventType.FeedStatus)
                .Select(taped => FeedStatus.Read(taped.Payload)!.Value.Text),
        ];

        public List<Gap> Gaps(string? symbol = null) =>
            [.. _gaps.Where(gap => symbol is null || NameOf(gap.Header.Instrument) == symbol)];

        public string NameOf(InstrumentId id) => _names.GetValueOrDefault(id, "");
    }
}
