using Bourse.Engine;
using Bourse.Journal;
using Bourse.Market;

namespace Bourse.Tests.Engine;

/// <summary>Copies of an exchange, made while it runs, and put back.</summary>
public sealed class BackupTests : IDisposable
{
    private readonly EngineFolder _folder = new();
    private readonly string _path = Directory.CreateTempSubdirectory("bourse-backup-").FullName;

    private string Backup => Path.Combine(_path, "backup");

    private string Restored => Path.Combine(_path, "data");

    private ExchangeFolders Source => new(_folder.Orders.Directory, _folder.Blotter.Directory, _folder.Snapshots);

    public void Dispose()
    {
        _folder.Dispose();
        Directory.Delete(_path, recursive: true);
    }

    [Fact]
    public void A_backup_of_a_running_exchange_restores_to_the_state_it_was_in()
    {
        using var engine = Trade();
        var manifest = ExchangeBackup.Write(Source, Backup, _folder.Clock);
        var then = engine.Ask(view => (view.LastSequence, Hash: view.StateHash()));
        engine.Place(3, Side.Buy, 1, 90);
        Assert.Equal(then.LastSequence, manifest.OrdersSequence);
        Assert.Equal(engine.Engine.Snapshots!.Last.Sequence, manifest.SnapshotSequence);

        ExchangeBackup.Restore(Backup, Restored, Locate);
        var verified = Verify();
        Assert.Equal(then.Hash, verified.Replay.StateHash);
        Assert.Null(Assert.Single(verified.Snapshots).Fault);
        var folders = Locate(Restored);
        using var again = Bourse.Engine.Engine.Open(
            new EngineOptions { Snapshots = new SnapshotOptions { Directory = folders.Snapshots } },
            _folder.Orders with { Directory = folders.Orders }, _folder.Blotter with { Directory = folders.Blotter },
            _folder.Clock);
        Assert.Equal((then.Hash, manifest.SnapshotSequence), (again.Recovery.StateHash, again.Recovery.AfterSnapshot));
    }

    [Fact]
    public void A_backup_made_while_commands_come_is_whole()
    {
        using var engine = Trade();
        var isOver = false;
        var trading = new Thread(() =>
        {
            for (var i = 0; !Volatile.Read(ref isOver); i++)
                engine.Place(3, Side.Buy, 1, 1 + i % 90);
        });
        trading.Start();
        for (var i = 0; i < 3; i++)
        {
            var before = engine.Ask(view => view.LastSequence);
            var manifest = ExchangeBackup.Write(Source, $"{Backup}-{i}", _folder.Clock);
            Assert.True(manifest.OrdersSequence >= before);
            ExchangeBackup.Restore($"{Backup}-{i}", Restored, Locate);
            Assert.Equal(manifest.OrdersSequence, Verify().Replay.Commands);
            Directory.Delete(Restored, recursive: true);
        }

        Volatile.Write(ref isOver, true);
        trading.Join();
    }

    [Fact]
    public void A_folder_that_is_there_is_not_written_to()
    {
        using var engine = Trade();
        Directory.CreateDirectory(Backup);
        Assert.Throws<BackupException>(() => ExchangeBackup.Write(Source, Backup, _folder.Clock));
        Assert.Empty(Directory.GetFileSystemEntries(Backup));
    }

    [Fact]
    public void A_data_directory_that_is_not_empty_is_not_restored_into()
    {
        using (Trade())
            ExchangeBackup.Write(Source, Backup, _folder.Clock);
        Directory.CreateDirectory(Restored);
        File.WriteAllText(Path.Combine(Restored, "anything"), "");
        Assert.Contains("not empty", Refused(), StringComparison.Ordinal);
        File.Delete(Path.Combine(Restored, "anything"));
        ExchangeBackup.Restore(Backup, Restored, Locate);
        Assert.Contains("not empty", Refused(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_backup_that_was_changed_is_refused_by_the_file_and_nothing_is_restored()
    {
        using (Trade())
            ExchangeBackup.Write(Source, Backup, _folder.Clock);
        foreach (var path in Directory.GetFiles(Backup, "*", SearchOption.AllDirectories))
        {
            var bytes = File.ReadAllBytes(path);
            bytes[bytes.Length / 2] ^= 4;
            File.WriteAllBytes(path, bytes);
            Assert.Contains(Path.GetFileName(path), Refused(), StringComparison.Ordinal);
            bytes[bytes.Length / 2] ^= 4;
            File.Delete(path);
            Assert.Contains(Path.GetFileName(path), Refused(), StringComparison.Ordinal);
            File.WriteAllBytes(path, bytes);
        }

        File.WriteAllText(Path.Combine(Backup, "orders", "more"), "");
        Assert.Contains("no part of the backup", Refused(), StringComparison.Ordinal);
        Assert.False(Path.Exists(Restored));
    }

    [Fact]
    public void A_copy_of_a_journal_holds_its_records_in_all_its_segments()
    {
        using (Trade())
        {
            var copied = JournalCopy.Run(_folder.Orders.Directory, Backup);
            Assert.True(copied.Files.Count > 1);
            Assert.Throws<JournalException>(() => JournalCopy.Run(_folder.Orders.Directory, Backup));
        }

        using var copy = JournalWriter.Open(_folder.Orders with { Directory = Backup });
        using var source = JournalReader.Open(_folder.Orders.Directory);
        Assert.Equal((source.JournalId, source.LastSequence), (copy.Reader.JournalId, copy.LastSequence));
        using var records = source.OpenCursor(1);
        using var copies = copy.Reader.OpenCursor(1);
        while (records.TryRead(out var record))
        {
            Assert.True(copies.TryRead(out var found));
            Assert.Equal((record.Sequence, record.Time, record.Type), (found.Sequence, found.Time, found.Type));
            Assert.True(record.Payload.SequenceEqual(found.Payload));
        }

        Assert.False(copies.TryRead(out _));
    }

    private string Refused() =>
        Assert.Throws<BackupException>(() => ExchangeBackup.Restore(Backup, Restored, Locate)).Message;

    private ExchangeVerification Verify()
    {
        var folders = Locate(Restored);
        return ExchangeVerifier.Verify(folders.Orders, folders.Blotter, folders.Snapshots);
    }

    private static ExchangeFolders Locate(string data) =>
        new(Path.Combine(data, "journal", "orders"), Path.Combine(data, "journal", "blotter"), Path.Combine(data, "snapshots"));

    /// <summary>An exchange that has filled some segments, with a snapshot on the way.</summary>
    private RunningEngine Trade()
    {
        var engine = _folder.Start(new EngineOptions
        {
            Snapshots = new SnapshotOptions { Directory = _folder.Snapshots, EveryCommands = 5 },
        }).Prepare();
        for (var i = 0; i < 1_000; i++)
            engine.Place(3, Side.Buy, 1, 1 + i % 90, level: Acknowledgement.Journaled);
        engine.Place(2, Side.Sell, 10, 100);
        engine.Engine.Snapshots!.WriteIfDue(CancellationToken.None);
        engine.Place(3, Side.Buy, 4, 100);
        return engine;
    }
}
