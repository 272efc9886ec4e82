using Bourse.Engine;
using Bourse.Journal;

namespace Bourse.Tests.Exchange;

/// <summary>
/// The machine on which the engine runs: its disk, its ends and its starts. After each start the recovered state, the
/// orders and the blotter are audited.
/// </summary>
internal sealed class SimulatedMachine : IDisposable
{
    private const int CutsMax = 4;

    private readonly string _root = Directory.CreateTempSubdirectory("bourse-simulation-").FullName;
    private readonly SimulationFaults _faults;
    private readonly Random _random;
    private readonly Auditor _auditor;
    private readonly SimulationCounts _counts;
    private readonly bool _liesAboutSyncs;
    private readonly EngineOptions _options;
    private readonly JournalOptions _orders;
    private readonly JournalOptions _blotter;
    private JournalCursor? _cursor;

    public SimulatedMachine(
        SimulationFaults faults, Random random, Auditor auditor, SimulationCounts counts, bool liesAboutSyncs)
    {
        (_faults, _random, _auditor, _counts, _liesAboutSyncs) = (faults, random, auditor, counts, liesAboutSyncs);
        _options = new EngineOptions
        {
            CommandsMax = random.Next(3) == 0 ? random.Next(16, 64) : 4_096, BatchCommands = random.Next(1, 65),
            Snapshots = new SnapshotOptions
            {
                Directory = random.Next(3) == 0 ? "" : Path.Combine(_root, SimulatedDisk.SnapshotFolderName), Kept = random.Next(1, 4),
            },
        };
        _orders = Journal("orders", random.Next(2) == 0 ? Durability.Each : Durability.Interval);
        _blotter = Journal("blotter", (Durability)random.Next(3));
        Disk = null!;
        Engine = null!;
        Desk = null!;
        Start(new DiskImage(), isLossy: false, withFaults: false);
    }

    public SimulatedClock Clock { get; } = new();

    public SimulatedDisk Disk { get; private set; }

    public Bourse.Engine.Engine Engine { get; private set; }

    public SimulatedDesk Desk { get; private set; }

    /// <summary>The last sequence that anybody was told is durable.</summary>
    public long Promised { get; set; }

    public bool Fails(string path) => path.StartsWith(_orders.Directory, StringComparison.Ordinal);

    /// <summary>The disk's own work: what a flusher and a stager would do.</summary>
    public void Work()
    {
        if (_random.NextDouble() >= _faults.SlowDisk)
            Engine.Orders.Flush();
        if (_random.Next(3) == 0)
            Engine.Blotter.Flush();
        if (_random.Next(4) == 0)
            Stage();
        Follow();
    }

    public void Stage()
    {
        Engine.Orders.Stage();
        Engine.Blotter.Stage();
    }

    /// <summary>Writes the exchange as it is after what is durable.</summary>
    public void WriteSnapshot()
    {
        if (Engine.Snapshots is null || Disk.IsFull)
            return;
        if (!Engine.Snapshots.TryWrite(stateHash: null, CancellationToken.None) && Disk.Left is null)
            throw new SimulationViolation($"{Engine.Snapshots.Trouble}");
        _counts.Snapshots++;
    }

    /// <summary>Brings everything to disk.</summary>
    public void Settle()
    {
        do
        {
            Engine.Orders.Flush();
            Desk.Turn();
            Engine.Blotter.Flush();
            Stage();
        }
        while (!Desk.IsIdle || Engine.Orders.DurableSequence < Engine.Orders.LastSequence || Engine.Turn());
        Follow();
    }

    /// <summary>Ends the process, or the machine, and starts anew.</summary>
    public void Crash(bool ofPower)
    {
        var image = Disk.Die(ofPower);
        var last = Engine.Orders.LastSequence;
        Leave();
        _counts.PowerCuts += ofPower ? 1 : 0;
        _counts.Kills += ofPower ? 0 : 1;
        if (!ofPower && _random.Next(3) == 0)
        {
            image.Tear(_random.Next(3) == 0 ? _blotter.Directory : _orders.Directory, _random);
            _counts.TornRecords++;
        }

        SpoilSnapshot();
        var isLossy = Start(image, ofPower, withFaults: true);
        if (Engine.Orders.LastSequence < last && !isLossy)
            throw new SimulationViolation($"killed at sequence {last}, it came back at {Engine.Orders.LastSequence}");
        _counts.UndoneByPower += Math.Max(0, last - Engine.Orders.LastSequence);
    }

    /// <summary>Stops the engine as an operator does, and looks at all of it once more.</summary>
    public ulong StopAndCheck()
    {
        Settle();
        Engine.Run(new CancellationToken(canceled: true));
        Leave();
        Start(Disk.Die(ofPower: false), isLossy: false, withFaults: false);
        if (Engine.Recovery.Missing != 0)
            throw new SimulationViolation($"an orderly end has left {Engine.Recovery.Missing} events untold");
        return Engine.Recovery.StateHash;
    }

    public void Dispose()
    {
        Disk.Die(ofPower: false);
        Leave();
        Directory.Delete(_root, recursive: true);
    }

    private JournalOptions Journal(string name, Durability durability) => new()
    {
        Directory = Path.Combine(_root, name), Durability = durability, SegmentBytes = 4096 << _random.Next(6), IsDriven = true,
    };

    // The newest one has another bit, lacks its end, or was never finished: the start must do without it.
    private void SpoilSnapshot()
    {
        var directory = _options.Snapshots.Directory;
        if (!Directory.Exists(directory) || _random.NextDouble() >= _faults.BitFlips)
            return;
        if (Directory.GetFiles(directory, "*.snapshot").Order(StringComparer.Ordinal).LastOrDefault() is not { } newest)
            return;
        _counts.SpoiltSnapshots++;
        var bytes = File.ReadAllBytes(newest);
        var at = _random.Next(bytes.Length);
        bytes[at] ^= (byte)(1 << _random.Next(8));
        if (_random.Next(4) == 0)
            File.WriteAllBytes(newest + ".unfinished", bytes[..at]);
        else
            File.WriteAllBytes(newest, _random.Next(3) == 0 ? bytes[..at] : bytes);
    }

    // A process takes its locks with it. Ours lives on, and a journal that died while it was closing still has them.
    private void ReleaseLocks()
    {
        foreach (var journal in new[] { _orders, _blotter })
            File.Delete(Path.Combine(journal.Directory, "writer.lock"));
    }

    private void Follow() => _auditor.Follow(_cursor!, Engine.Orders.DurableSequence);

    private void Leave()
    {
        _cursor?.Dispose();
        Engine.Dispose();
    }

    /// <summary>Returns whether what was not durable may be gone.</summary>
    private bool Start(DiskImage image, bool isLossy, bool withFaults)
    {
        var cuts = 0;
        var mayFlip = withFaults;
        while (true)
        {
            var flipped = mayFlip && !isLossy && _random.NextDouble() < _faults.BitFlips ? image.WithFlippedBit(_random) : null;
            mayFlip = false;
            var diesOfPower = _random.NextDouble() < _faults.PowerCuts;
            Disk = new SimulatedDisk(flipped ?? image, _random) { LiesAboutSyncs = _liesAboutSyncs };
            if (withFaults && _random.NextDouble() < _faults.EndsOfStarts)
                Disk.DiesBefore(_random.Next(1, 24), diesOfPower);
            _counts.BitFlips += flipped is null ? 0 : 1;
            var isOpen = false;
            try
            {
                Engine = Bourse.Engine.Engine.Open(_options, _orders, _blotter, Clock, Disk);
                isOpen = true;
                Disk.DiesBefore(int.MaxValue, ofPower: false);
                Audit(flipped is null ? "after a start" : "after a start with a flipped bit");
                return isLossy || flipped is not null;
            }
            catch (SimulatedDisk.ProcessDeath)
            {
                _counts.DeathsOfStarts++;
                ReleaseLocks();
                image = flipped is null ? Disk.Left! : image;
                isLossy |= diesOfPower;
            }
            catch (Exception refusal) when (flipped is not null && refusal is JournalException or BlotterException)
            {
                // A start from a snapshot does not read what is older; whoever reads it is refused, as the audit is.
                _counts.BitFlipsRefused++;
                if (isOpen)
                    Leave();
            }
            catch (JournalCorruptException damage) when (damage.IsAboveDurable && isLossy && cuts++ < CutsMax)
            {
                _counts.CutsByOperator++;
                image = image.CutAfter(Path.GetDirectoryName(damage.File)!, damage.Sequence - 1);
            }
        }
    }

    private void Audit(string when)
    {
        Desk = new SimulatedDesk(Engine);
        var last = Engine.Orders.LastSequence;
        if (last < Promised || last < _auditor.Last)
            throw new SimulationViolation($"{when}: sequence {Math.Max(Promised, _auditor.Last)} was durable, and the orders end at {last}");
        _cursor = Engine.Orders.Reader.OpenCursor(1);
        _auditor.Follow(_cursor, last);
        _auditor.Forget();
        _auditor.CheckBlotter(Engine.Blotter.Reader);
        if (last > 0)
            _auditor.CheckState(Engine.Recovery.StateHash, when);
    }
}
