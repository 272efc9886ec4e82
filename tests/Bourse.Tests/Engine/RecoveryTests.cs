using Bourse.Engine;
using Bourse.Exchange;
using Bourse.Journal;
using Bourse.Market;

namespace Bourse.Tests.Engine;

/// <summary>Orders and blotter as a crash, a mistake or an enemy may leave them.</summary>
public sealed class RecoveryTests : IDisposable
{
    private readonly EngineFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_blotter_that_lacks_its_end_gets_it_whatever_was_cut()
    {
        var whole = Trade();
        for (var keep = whole.Events - 1; keep >= 0; keep -= 3)
        {
            JournalTruncation.CutAfter(_folder.Blotter.Directory, keep);
            Assert.Equal(whole.Events - keep, _folder.Verify().Missing);
            using (var engine = _folder.Open())
                Assert.Equal(
                    (whole.StateHash, whole.Events - keep), (engine.Recovery.StateHash, engine.Recovery.Missing));
            Assert.Equal((whole.Events, 0L), (_folder.Verify().Events, _folder.Verify().Missing));
        }
    }

    [Fact]
    public void A_blotter_ahead_of_the_orders_is_refused()
    {
        var whole = Trade();
        JournalTruncation.CutAfter(_folder.Orders.Directory, whole.Commands - 1);
        var refused = Assert.Throws<BlotterException>(() => _folder.Open());
        Assert.Contains("ahead of the orders", refused.Message, StringComparison.Ordinal);
        Assert.Contains(_folder.Blotter.Directory, refused.Message, StringComparison.Ordinal);
        Assert.Throws<BlotterException>(() => _folder.Verify());
    }

    [Fact]
    public void A_blotter_that_tells_something_else_is_refused_by_sequence_and_byte()
    {
        var whole = Trade();
        JournalTruncation.CutAfter(_folder.Blotter.Directory, whole.Events - 1);
        using (var blotter = JournalWriter.Open(_folder.Blotter))
        {
            using var cursor = blotter.Reader.OpenCursor(whole.Events - 1);
            Assert.True(cursor.TryRead(out var record));
            blotter.Append(record.Type, record.Version, record.Time, record.Payload);
        }

        var refused = Assert.Throws<BlotterException>(() => _folder.Open());
        Assert.Contains($"sequence {whole.Events} ", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_changed_payload_is_refused_by_its_byte()
    {
        Trade();
        ChangeLast(byteAt: 24);
        var refused = Assert.Throws<BlotterException>(() => _folder.Verify());
        Assert.Contains("differs at byte 24 of", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_is_on_the_blotter_before_its_command_is_durable()
    {
        var files = new Journal.FaultyFiles();
        using var syncs = new SemaphoreSlim(0);
        using var engine = _folder.Start(files: files).Prepare();
        var before = engine.Engine.Blotter.LastSequence;
        files.SyncFails = region =>
        {
            if (region.Path.Contains("orders", StringComparison.Ordinal))
                syncs.Wait();
            return false;
        };
        var answer = engine.Give(
            CommandType.PlaceOrder, RunningEngine.Bytes(RunningEngine.Order(2, Side.Buy, 1, 100)));
        var journaled = engine.Place(2, Side.Buy, 1, 100, level: Acknowledgement.Journaled);
        Assert.False(answer.IsCompleted);
        Assert.True(journaled.BlotterSequence > before);
        Assert.Equal(before, engine.Engine.Blotter.LastSequence);
        files.SyncFails = _ => false;
        syncs.Release(1_000);
        Assert.Equal(Outcome.Accepted, (await answer).Outcome);
    }

    [Fact]
    public void A_failed_sync_leaves_the_command_unsure_and_turns_all_others_away()
    {
        var files = new Journal.FaultyFiles();
        using var engine = _folder.Start(files: files).Prepare();
        files.SyncFails = region => region.Path.Contains("orders", StringComparison.Ordinal);
        Assert.Equal(Outcome.Unsure, engine.Place(2, Side.Buy, 1, 100, "one").Outcome);
        Assert.NotNull(engine.Engine.Trouble);
        Assert.Equal(Outcome.ReadOnly, engine.Place(2, Side.Buy, 1, 100, "two").Outcome);
        Assert.IsType<EngineUnavailableException>(
            Assert.Throws<AggregateException>(() => engine.Ask(view => view.LastSequence)).InnerException);
        engine.Dispose();

        using var again = _folder.Start();
        Assert.True(again.Place(2, Side.Buy, 1, 100, "one").IsDone);
        Assert.Equal(1, again.Ask(view => view.OpenOrders));
    }

    [Fact]
    public void A_full_disk_turns_commands_away_until_there_is_room_and_nothing_answered_is_lost()
    {
        var files = new Journal.FaultyFiles();
        using var engine = _folder.Start(files: files).Prepare();
        files.IsFull = true;
        var accepted = 0;
        var answer = engine.Place(2, Side.Buy, 1, 1);
        for (; answer.Outcome == Outcome.Accepted; accepted++)
            answer = engine.Place(2, Side.Buy, 1, 1, level: Acknowledgement.Journaled);
        Assert.Equal(Outcome.ReadOnly, answer.Outcome);
        Assert.Equal(accepted, engine.Ask(view => view.OpenOrders));
        files.IsFull = false;
        Journal.JournalFolder.Until(() => engine.Place(2, Side.Buy, 1, 1).Outcome == Outcome.Accepted);
        engine.Dispose();
        Assert.Equal((accepted + 1, 0L), (_folder.Verify().OpenOrders, _folder.Verify().Missing));
    }

    private ReplayReport Trade()
    {
        using (var engine = _folder.Start().Prepare())
        {
            engine.Place(2, Side.Sell, 10, 100, "one");
            engine.Place(3, Side.Buy, 4, 100);
            engine.Place(3, Side.Buy, 4_000, 100);
        }

        return _folder.Verify();
    }

    private void ChangeLast(int byteAt)
    {
        var last = _folder.Verify().Events;
        byte[] payload;
        (ushort Type, ushort Version, long Time) head;
        using (var reader = JournalReader.Open(_folder.Blotter.Directory))
        {
            using var cursor = reader.OpenCursor(last);
            Assert.True(cursor.TryRead(out var record));
            payload = record.Payload.ToArray();
            head = (record.Type, record.Version, record.Time);
        }

        payload[byteAt] ^= 1;
        JournalTruncation.CutAfter(_folder.Blotter.Directory, last - 1);
        using var blotter = JournalWriter.Open(_folder.Blotter);
        blotter.Append(head.Type, head.Version, head.Time, payload);
    }
}
