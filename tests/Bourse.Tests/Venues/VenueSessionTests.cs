using Bourse.Feeds.Venues;
using Bourse.Market;

namespace Bourse.Tests.Venues;

/// <summary>What a session makes of frames, whatever they are.</summary>
public sealed class VenueSessionTests
{
    private const int Mutations = 20_000;

    [Theory]
    [MemberData(nameof(VenueFaultTests.All), MemberType = typeof(VenueFaultTests))]
    public void No_frame_stops_a_session(string name)
    {
        using var rig = new SessionRig(VenueCase.Of(name));
        var chance = new Chance(20261121);
        for (var i = 0; i < Mutations; i++)
        {
            rig.Take(rig.Frames[i % rig.Frames.Count]);
            rig.Take(Mutate(rig.Frames[chance.Next(rig.Frames.Count)], chance));
            if (i % 64 == 0)
                rig.Answer();
        }

        Assert.InRange(rig.Session.Unreadable, 1, rig.Session.Frames);
        Assert.Null(rig.Session.Unusable);
    }

    [Theory]
    [InlineData("kraken-v1", 8)]
    [InlineData("coinbase", 8)]
    [InlineData("coinbase-advanced", 4)]
    public void A_frame_costs_no_memory_in_steady_state(string name, int runs)
    {
        const int FramesPerRun = 100;
        using var rig = new SessionRig(VenueCase.Of(name));
        var next = 0;
        for (; next < rig.Frames.Count - (runs * FramesPerRun); next++)
            rig.Take(rig.Frames[next]);
        rig.Drain();
        Assert.Equal(0, Allocation.LeastOf(runs, () =>
        {
            for (var end = next + FramesPerRun; next < end; next++)
                rig.Take(rig.Frames[next]);
        }));
        Assert.Equal(0, rig.Session.Unreadable);
    }

    [Fact]
    public async Task An_instrument_is_added_and_removed_while_the_others_go_on()
    {
        var played = VenueCase.Of("coinbase");
        await using var venue = await RecordedVenue.StartAsync(played.Script() with { StartsAfter = 1, PlaysTo = 500 });
        var options = played.Options(venue);
        using var followed = FollowedVenue.Follow(options with { Symbols = [.. options.Symbols.Take(2)] });
        followed.Until(() => venue.Position == 500 && followed.Feed.Report().Symbols.Count(line => line.IsBookLive) == 2);
        followed.Feed.Add(new VenueSymbol("SKL-GBP"));
        followed.Until(() => followed.Feed.Report().Symbols is [_, _, { Symbol: "SKL-GBP", IsBookLive: true }]);
        followed.Feed.Remove(options.Symbols[0].Symbol);
        followed.Until(() => followed.Feed.Report().Symbols.Count == 2);
        await venue.PlayTo(int.MaxValue);
        await venue.Played;
        followed.Until(() => new[] { options.Symbols[1].Symbol, "SKL-GBP" }.All(
            symbol => VenueFaultTests.IsSame(venue.BookOf(symbol), followed.Book($"TEST:{symbol}"))));
        Assert.Equal([GapReason.Disconnected], followed.Gaps().Select(gap => gap.Reason));
        Assert.Equal(1, followed.Feed.Report().Connects);
    }

    [Fact]
    public async Task Trades_that_come_again_after_a_restart_are_recognised()
    {
        var played = VenueCase.Of("coinbase");
        using var folder = new VenueFolder();
        List<long> counts = [];
        for (var start = 0; start < 2; start++)
        {
            await using var venue = await RecordedVenue.StartAsync(played.Script() with { StartsAfter = 20 });
            using var followed = FollowedVenue.Follow(
                played.Options(venue, VenueChannels.Book | VenueChannels.Trades), folder: folder);
            followed.Until(() => venue.Played.IsCompleted);
            await venue.Played;
            followed.Until(() => played.Names.All(
                pair => VenueFaultTests.IsSame(venue.BookOf(pair.Value), followed.Book($"TEST:{pair.Key}"))));
            followed.Stop();
            counts.Add(followed.Events().Count(taped => taped.Type == MarketEventType.Trade));
        }

        Assert.InRange(counts[0], 97, 107);
        Assert.Equal(counts[0], counts[1]);
    }

    [Fact]
    public async Task A_book_that_is_asked_for_anew_is_a_gap_until_it_is_there()
    {
        var played = VenueCase.Of("kraken-v1");
        await using var venue = await RecordedVenue.StartAsync(played.Script() with { PlaysTo = 200 });
        using var followed = FollowedVenue.Follow(played.Options(venue));
        followed.Until(() => venue.Position == 200 && followed.Feed.Report().Symbols.All(line => line.IsBookLive));
        Assert.True(followed.Feed.Resync("XMR-USD"));
        Assert.False(followed.Feed.Resync("NOT-THERE"));
        followed.Until(() => followed.Line("XMR-USD") is { Resyncs: 1, IsBookLive: true });
        Assert.Equal([GapReason.Requested], followed.Gaps().Select(gap => gap.Reason));
    }

    private static byte[] Mutate(byte[] frame, Chance chance)
    {
        var mutant = frame.ToList();
        for (var changes = 1 + chance.Next(3); changes > 0 && mutant.Count > 2; changes--)
        {
            var at = chance.Next(mutant.Count);
            switch (chance.Next(5))
            {
                case 0:
                    mutant[at] = (byte)chance.Next(256);
                    break;
                case 1:
                    mutant.RemoveRange(at, Math.Min(mutant.Count - at, 1 + chance.Next(40)));
                    break;
                case 2:
                    mutant.InsertRange(at, mutant.GetRange(at, Math.Min(mutant.Count - at, 1 + chance.Next(40))));
                    break;
                case 3:
                    mutant.Insert(at, "\"{}[],:0-9e."u8[chance.Next(12)]);
                    break;
                default:
                    mutant.RemoveRange(at, mutant.Count - at);
                    break;
            }
        }

        return [.. mutant];
    }
}
