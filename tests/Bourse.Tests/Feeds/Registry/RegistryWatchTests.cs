using System.Collections;
using Bourse.Feeds.Registry;
using Bourse.Feeds.Venues;
using Bourse.Roles;
using Microsoft.Extensions.Logging.Abstractions;

namespace Bourse.Tests.Feeds.Registry;

public sealed class RegistryWatchTests : IDisposable
{
    private readonly RegistryFolder _folder = new();
    private readonly ManualClock _clock = new(new DateTimeOffset(2026, 3, 2, 9, 30, 0, TimeSpan.Zero));
    private readonly List<string> _applied = [];

    private RegistryWatch? _watch;

    public void Dispose()
    {
        _watch?.Dispose();
        _folder.Dispose();
    }

    private RegistryWatch Start(RegistryOverrides? overrides = null)
    {
        _watch = new RegistryWatch(_folder.File, overrides ?? RegistryOverrides.None, _clock, NullLogger.Instance);
        _watch.Start(registry => _applied.Add(string.Join(
            "; ", registry.Venues.Select(venue => $"{venue.Code} {string.Join(' ', venue.Symbols.Select(symbol => symbol.Symbol))}"))));
        return _watch;
    }

    private void PassSecond() => _clock.Advance(TimeSpan.FromSeconds(1));

    [Fact]
    public void A_change_of_the_file_is_applied_within_a_second()
    {
        _folder.Write(RegistryFolder.Venue("A", "\"X\""));
        Start();

        _folder.Write(RegistryFolder.Venue("A", "\"X\", \"Y\""));
        _clock.Advance(TimeSpan.FromMilliseconds(999));
        Assert.Equal(["A X"], _applied);
        _clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(["A X", "A X Y"], _applied);
        _folder.Write(RegistryFolder.Venue("A", "\"X\", \"Y\""), RegistryFolder.Venue("B", ""));
        PassSecond();

        Assert.Equal(["A X", "A X Y", "A X Y; B "], _applied);
    }

    [Fact]
    public void What_is_written_again_without_a_change_is_not_applied_again()
    {
        _folder.Write(RegistryFolder.Venue("A", "\"X\""));
        Start();

        PassSecond();
        _folder.Write(RegistryFolder.Venue("A", "\"X\""));
        PassSecond();

        Assert.Equal(["A X"], _applied);
    }

    [Fact]
    public void A_file_with_mistakes_is_refused_with_their_lines_and_the_old_one_stays_in_force()
    {
        _folder.Write(RegistryFolder.Venue("A", "\"X\""));
        var watch = Start();

        _folder.Write(RegistryFolder.Venue("A", "\"X\", \"y\""), RegistryFolder.Venue("B", "", ", \"depht\": 1"));
        PassSecond();

        Assert.Equal([2, 3], watch.Refusal!.Faults.Select(fault => fault.Line));
        Assert.StartsWith("venues.json: line 2: A: 'y' is not a symbol", watch.Refusal.Reason, StringComparison.Ordinal);
        Assert.Equal("X", watch.Registry.Find("A")!.Symbols.Single().Symbol);
        Assert.Equal(["A X"], _applied);
        _folder.Write(RegistryFolder.Venue("A", "\"X\", \"Y\""));
        PassSecond();

        Assert.Null(watch.Refusal);
        Assert.Equal(["A X", "A X Y"], _applied);
    }

    [Fact]
    public void A_file_that_goes_away_is_told_and_taken_when_it_is_back()
    {
        _folder.Write(RegistryFolder.Venue("A", "\"X\""));
        var watch = Start();

        File.Delete(_folder.Path);
        PassSecond();
        Assert.Equal(0, Assert.Single(watch.Refusal!.Faults).Line);
        Assert.NotNull(watch.Registry.Find("A"));
        _folder.Write(RegistryFolder.Venue("A", "\"X\""));
        PassSecond();

        Assert.Null(watch.Refusal);
        Assert.Equal(["A X", "A X"], _applied);
    }

    [Fact]
    public void What_a_protocol_cannot_do_is_refused_like_any_mistake()
    {
        _folder.Write(RegistryFolder.Venue("A", "\"X\""), RegistryFolder.Venue("B", "\"X\"", protocol: "binance"));
        _watch = new RegistryWatch(_folder.File, RegistryOverrides.None, _clock, NullLogger.Instance);

        Assert.Equal(
            "venues.json: line 3: B: Binance's books need the address of its REST interface", _watch.Refusal!.Reason);
    }

    [Fact]
    public void The_environment_decides_whatever_the_file_says()
    {
        _folder.Write(RegistryFolder.Venue("A", "\"X\""));
        Start(RegistryOverrides.Of(new Hashtable { ["BOURSE_VENUE_A_SYMBOLS"] = "Z" }));

        _folder.Write(RegistryFolder.Venue("A", "\"X\""), RegistryFolder.Venue("B", "\"X\""));
        PassSecond();
        _folder.Write(RegistryFolder.Venue("B", "\"X\""));
        PassSecond();

        Assert.Equal(["A Z", "A Z; B X"], _applied);
        Assert.Equal("venues.json: BOURSE_VENUE_A_SYMBOLS: there is no venue A; there are B", _watch!.Refusal!.Reason);
    }

    [Fact]
    public void The_one_that_comes_with_the_program_stands_in_until_there_is_one_and_is_never_written()
    {
        using var shipped = new RegistryFolder().Write(RegistryFolder.Venue("A", "\"X\""));
        var before = shipped.Text;
        _watch = new RegistryWatch(
            new RegistryFile(_folder.Path, shipped.Path), RegistryOverrides.None, _clock, NullLogger.Instance);

        Assert.Empty(_watch.Change(file => RegistryEdit.Add(file, "A", new VenueSymbol("Y"))));

        Assert.Equal(before, shipped.Text);
        Assert.Equal(RegistryFolder.Of(RegistryFolder.Venue("A", "\"X\", \"Y\"")), _folder.Text);
        Assert.Equal(["X", "Y"], _watch.Registry.Find("A")!.Symbols.Select(symbol => symbol.Symbol));
    }

    [Fact]
    public void A_change_is_in_force_when_it_has_been_made()
    {
        _folder.Write(RegistryFolder.Venue("A", "\"X\""));
        var watch = Start();

        Assert.Empty(watch.Change(file => RegistryEdit.Add(file, "A", new VenueSymbol("Y"))));

        Assert.Equal(["A X", "A X Y"], _applied);
        PassSecond();
        Assert.Equal(2, _applied.Count);
    }

    [Fact]
    public void A_change_that_would_be_a_mistake_changes_nothing()
    {
        _folder.Write(RegistryFolder.Venue("A", "\"X\""));
        var (watch, before) = (Start(), _folder.Text);

        var faults = watch.Change(file => RegistryEdit.Add(file, "A", new VenueSymbol("X")));

        Assert.Equal("line 2: A: symbol X, or its name on the venue, is there twice", Assert.Single(faults).ToString());
        Assert.Equal(before, _folder.Text);
        Assert.Null(watch.Refusal);
    }

    [Fact]
    public void A_file_with_mistakes_is_not_changed_from_here()
    {
        _folder.Write(RegistryFolder.Venue("A", "\"X\""));
        var watch = Start();
        _folder.WriteText("{");

        Assert.NotEmpty(watch.Change(file => RegistryEdit.Add(file, "A", new VenueSymbol("Y"))));

        Assert.Equal("{", _folder.Text);
        Assert.Equal(["A X"], _applied);
    }

    [Fact]
    public void A_link_stays_one_and_rights_stay_as_they_were()
    {
        _folder.Write(RegistryFolder.Venue("A", "\"X\""));
        var real = _folder.Path + ".real";
        File.Move(_folder.Path, real);
        File.CreateSymbolicLink(_folder.Path, real);
        const UnixFileMode Rights = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(real, Rights);

        Assert.Empty(Start().Change(file => RegistryEdit.Add(file, "A", new VenueSymbol("Y"))));

        Assert.NotNull(new FileInfo(_folder.Path).LinkTarget);
        Assert.Contains("\"Y\"", File.ReadAllText(real), StringComparison.Ordinal);
        if (!OperatingSystem.IsWindows())
            Assert.Equal(Rights, File.GetUnixFileMode(real));
    }
}
