using Bourse.Engine;
using Bourse.Exchange;
using Bourse.Journal;
using Bourse.Market;

namespace Bourse.Tests.Engine;

/// <summary>Snapshots beside a running exchange, and starts from them, whatever has become of them.</summary>
public sealed class SnapshotTests : IDisposable
{
    private readonly EngineFolder _folder = new();

    private EngineOptions Options => new() { Snapshots = Often };

    private SnapshotOptions Often => new() { Directory = _folder.Snapshots, EveryCommands = 5, EveryMinutes = 0, AtStop = false };

    private string[] Files => [.. Directory.GetFiles(_folder.Snapshots, "*.snapshot").Order(StringComparer.Ordinal)];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_start_reads_the_newest_snapshot_and_carries_out_what_came_after()
    {
        var whole = Trade();
        using var engine = _folder.Open(Options);
        Assert.Equal(whole.StateHash, engine.Recovery.StateHash);
        Assert.Equal((whole.Events, 0L), (engine.Recovery.Events, engine.Recovery.Missing));
        Assert.True(engine.Recovery.AfterSnapshot > 10);
        Assert.Equal(whole.Commands - engine.Recovery.AfterSnapshot, engine.Recovery.Commands);
        Assert.Equal("bob", engine.Names.AccountName(3));
        Assert.Equal((1, 2), (engine.Names.Instrument("XYZ-USD"), engine.Names.Asset("XYZ")));
        Assert.Equal(engine.Recovery.AfterSnapshot, engine.Snapshots!.Last.Sequence);
    }

    [Fact]
    public void After_a_start_from_a_snapshot_everything_goes_on_as_it_would_have()
    {
        Trade();
        using (var engine = _folder.Start(Options))
        {
            Assert.Equal(Outcome.Repeated, engine.Place(2, Side.Sell, 10, 100, "one").Outcome);
            Assert.Equal(6 * RunningEngine.One, engine.Ask(view => view.DepthOf(1, 1))!.Asks[0].Quantity);
            Assert.Equal(Outcome.Accepted, engine.Place(3, Side.Buy, 6, 100).Outcome);
            Assert.Empty(engine.Ask(view => view.DepthOf(1, 1))!.Asks);
        }

        Assert.Equal(0, _folder.Verify().Missing);
    }

    [Fact]
    public void The_newest_are_kept_and_verified_by_carrying_out_all_orders()
    {
        var whole = Trade();
        Assert.Equal(3, Files.Length);
        var verified = _folder.VerifyAll().Snapshots;
        Assert.Equal(3, verified.Count);
        Assert.All(verified, snapshot => Assert.Null(snapshot.Fault));
        Assert.True(verified[0].Sequence < verified[1].Sequence && verified[2].Sequence <= whole.Commands);
        Damage(Files[1], at: 500);
        Assert.Equal([true, false, true], _folder.VerifyAll().Snapshots.Select(snapshot => snapshot.Fault is null));
    }

    [Fact]
    public void A_damaged_or_torn_snapshot_is_passed_over_for_the_next_older_and_set_aside()
    {
        var whole = Trade();
        var files = Files;
        Damage(files[2], at: 20);
        File.WriteAllBytes(files[1], File.ReadAllBytes(files[1])[..^1]);
        using var engine = _folder.Open(Options);
        Assert.Equal(whole.StateHash, engine.Recovery.StateHash);
        Assert.Equal(files[0], Assert.Single(Files));
        Assert.Equal([files[2], files[1]], engine.Recovery.RefusedSnapshots.Select(refused => refused.Path));
        Assert.Equal(Path.GetFileName(files[0]), $"{engine.Recovery.AfterSnapshot:D20}.snapshot");
    }

    [Fact]
    public void Whatever_byte_of_a_snapshot_is_changed_a_start_comes_to_the_same_state()
    {
        var whole = Trade();
        foreach (var old in Files[..2])
            File.Delete(old);
        var file = Assert.Single(Files);
        var bytes = File.ReadAllBytes(file);
        for (var at = 0; at < bytes.Length; at += at < 100 ? 3 : 101)
        {
            File.WriteAllBytes(file, bytes);
            Damage(file, at);
            using var engine = _folder.Open(Options);
            Assert.Equal(
                (whole.StateHash, 0L, 1),
                (engine.Recovery.StateHash, engine.Recovery.AfterSnapshot, engine.Recovery.RefusedSnapshots.Count));
        }
    }

    [Fact]
    public void Without_snapshots_a_start_reads_all_orders()
    {
        var whole = Trade();
        Directory.Delete(_folder.Snapshots, recursive: true);
        using var engine = _folder.Open(Options);
        Assert.Equal((whole.StateHash, 0L), (engine.Recovery.StateHash, engine.Recovery.AfterSnapshot));
        Assert.Equal(0, engine.Snapshots!.Last.Sequence);
    }

    [Fact]
    public void A_snapshot_of_other_journals_is_no_start()
    {
        Trade();
        using var other = new EngineFolder();
        using (other.Start().Prepare())
        {
        }

        Directory.CreateDirectory(other.Snapshots);
        File.Copy(Files[0], Path.Combine(other.Snapshots, Path.GetFileName(Files[0])));
        using var engine = other.Open(new EngineOptions { Snapshots = Often with { Directory = other.Snapshots } });
        Assert.Contains("other journals", Assert.Single(engine.Recovery.RefusedSnapshots).Why, StringComparison.Ordinal);
    }

    [Fact]
    public void A_snapshot_of_orders_that_were_cut_off_is_no_start_even_when_others_have_their_numbers()
    {
        var cut = Trade().Commands - 8;
        var last = Files[2];
        JournalTruncation.CutAfter(_folder.Orders.Directory, cut);
        Directory.Delete(_folder.Blotter.Directory, recursive: true);
        var aside = last + ".kept";
        File.Copy(last, aside);
        using (var engine = _folder.Open(Options))
            Assert.Contains("other journals", engine.Recovery.RefusedSnapshots[0].Why, StringComparison.Ordinal);

        // The blotter is another now: only the command itself tells.
        using var orders = JournalWriter.Open(_folder.Orders);
        using var blotter = JournalReader.Open(_folder.Blotter.Directory);
        for (var i = 0; i < 20; i++)
            orders.Append((ushort)CommandType.PassTime, 1, 0, new byte[8]);
        orders.Commit();
        var stamp = SnapshotFolder.ReadStamp(aside) with { BlotterId = blotter.JournalId };
        Assert.Contains("is another than the one", stamp.FaultOf(orders.Reader, blotter)!, StringComparison.Ordinal);
    }

    [Fact]
    public void A_blotter_that_lost_more_than_a_snapshot_has_gets_its_end_all_the_same()
    {
        var whole = Trade();
        JournalTruncation.CutAfter(_folder.Blotter.Directory, 3);
        using (var engine = _folder.Open(Options))
        {
            Assert.Equal((whole.StateHash, 0L), (engine.Recovery.StateHash, engine.Recovery.AfterSnapshot));
            Assert.Equal(whole.Events - 3, engine.Recovery.Missing);
        }

        Assert.Equal(3, Files.Length);
        Assert.All(_folder.VerifyAll().Snapshots, snapshot => Assert.Null(snapshot.Fault));
    }

    [Fact]
    public void Of_two_starts_one_with_snapshots_and_one_without_come_to_the_same()
    {
        Trade();
        ulong hash;
        using (var engine = _folder.Open(Options))
            hash = engine.Recovery.StateHash;
        using var all = _folder.Open();
        Assert.Equal((hash, 0L), (all.Recovery.StateHash, all.Recovery.AfterSnapshot));
    }

    [Fact]
    public void A_moment_is_found_from_the_newest_snapshot_before_it()
    {
        var whole = Trade();
        for (var sequence = 1; sequence <= whole.Commands; sequence++)
        {
            var (plain, short_) = (
                ExchangeHistory.At(_folder.Orders.Directory, sequence),
                ExchangeHistory.At(_folder.Orders.Directory, sequence, _folder.Snapshots));
            Assert.Equal((plain.StateHash(), plain.BlotterSequence), (short_.StateHash(), short_.BlotterSequence));
            var timed = ExchangeHistory.At(_folder.Orders.Directory, plain.Time, _folder.Snapshots);
            Assert.Equal(ExchangeHistory.At(_folder.Orders.Directory, plain.Time).StateHash(), timed.StateHash());
        }
    }

    [Fact]
    public void At_a_clean_stop_one_is_written_and_held_against_what_the_orders_make()
    {
        var options = new EngineOptions { Snapshots = Often with { AtStop = true } };
        using (var engine = _folder.Start(options).Prepare())
        {
            engine.Stop();
            engine.Engine.WriteLastSnapshot();
            Assert.Null(engine.Engine.Snapshots!.Trouble);
        }

        using var again = _folder.Open(options);
        Assert.Equal((0L, again.Orders.LastSequence), (again.Recovery.Commands, again.Recovery.AfterSnapshot));
    }

    [Fact]
    public void A_snapshot_that_cannot_be_written_is_told_and_trading_goes_on()
    {
        File.WriteAllText(_folder.Snapshots, "a file where the folder should be");
        using var engine = _folder.Start(Options).Prepare();
        engine.Engine.Snapshots!.WriteIfDue(CancellationToken.None);
        Assert.Contains("No snapshot could be written", engine.Engine.Snapshots.Trouble!, StringComparison.Ordinal);
        Assert.Equal(Outcome.Accepted, engine.Place(2, Side.Sell, 1, 100).Outcome);
        File.Delete(_folder.Snapshots);
        _folder.Clock.Advance(TimeSpan.FromMinutes(2));
        engine.Engine.Snapshots.WriteIfDue(CancellationToken.None);
        Assert.Null(engine.Engine.Snapshots.Trouble);
        Assert.Single(Files);
    }

    [Fact]
    public void An_exchange_that_has_left_its_orders_gets_no_snapshot()
    {
        using var engine = _folder.Start(Options).Prepare();
        Assert.False(engine.Engine.Snapshots!.TryWrite(stateHash: 1, CancellationToken.None));
        Assert.Contains("is not what its orders make", engine.Engine.Snapshots.Trouble!, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_folder.Snapshots));
    }

    [Fact]
    public void What_a_killed_process_left_unfinished_is_no_snapshot_and_goes_with_the_next()
    {
        Directory.CreateDirectory(_folder.Snapshots);
        var abandoned = Path.Combine(_folder.Snapshots, "00000000000000000007.snapshot.unfinished");
        File.WriteAllText(abandoned, "half");
        using var engine = _folder.Start(Options).Prepare();
        Assert.Empty(engine.Engine.Recovery.RefusedSnapshots);
        engine.Engine.Snapshots!.WriteIfDue(CancellationToken.None);
        Assert.False(File.Exists(abandoned));
        Assert.Single(Files);
    }

    [Fact]
    public void They_are_written_by_number_and_by_time_and_not_at_all_without_commands()
    {
        var byTime = new EngineOptions { Snapshots = Often with { EveryCommands = 0, EveryMinutes = 10 } };
        using var engine = _folder.Start(byTime).Prepare();
        var keeper = engine.Engine.Snapshots!;
        keeper.WriteIfDue(CancellationToken.None);
        Assert.Equal(0, keeper.Last.Sequence);
        _folder.Clock.Advance(TimeSpan.FromMinutes(11));
        keeper.WriteIfDue(CancellationToken.None);
        Assert.Equal(engine.Engine.Orders.DurableSequence, keeper.Last.Sequence);
        var written = keeper.Last.Written;
        _folder.Clock.Advance(TimeSpan.FromMinutes(11));
        keeper.WriteIfDue(CancellationToken.None);
        Assert.Equal(written, keeper.Last.Written);
    }

    /// <summary>Trades, with four snapshots on the way.</summary>
    private ReplayReport Trade()
    {
        using (var engine = _folder.Start(Options).Prepare())
        {
            var keeper = engine.Engine.Snapshots!;
            keeper.WriteIfDue(CancellationToken.None);
            Later(() => engine.Place(2, Side.Sell, 10, 100, "one"));
            Later(() => engine.Place(3, Side.Buy, 4, 100));
            for (var round = 0; round < 3; round++)
            {
                for (var i = 0; i < 5; i++)
                    Later(() => engine.Place(3, Side.Buy, 1, 90 + i));
                keeper.WriteIfDue(CancellationToken.None);
                Assert.Null(keeper.Trouble);
            }

            Later(() => engine.Place(3, Side.Buy, 4_000, 100));
        }

        return _folder.Verify();
    }

    private void Later(Func<Answer> place)
    {
        _folder.Clock.Advance(TimeSpan.FromSeconds(1));
        place();
    }

    private static void Damage(string file, int at)
    {
        var bytes = File.ReadAllBytes(file);
        bytes[at] ^= 0x10;
        File.WriteAllBytes(file, bytes);
    }
}
