using System.Runtime.InteropServices;
using Bourse.Engine;
using Bourse.Exchange;
using Bourse.Market;

namespace Bourse.Tests.Exchange;

/// <summary>
/// The whole exchange on a machine, a disk, a clock and a network that do their worst, all of it on one thread and all of
/// it decided by one seed: clients whose requests come late, twice, in another order or not at all, and who ask again; an
/// engine that is killed or loses power anywhere. The auditor says what must have come of it.
/// </summary>
internal sealed class Simulation : IDisposable
{
    private const int RetryTicks = 60;
    private const int DrainTicksMax = 100_000;
    private const double ReadsPerRequest = 0.05;
    private const double SnapshotsPerRequest = 0.002;

    private readonly Random _random;
    private readonly SimulationFaults _faults;
    private readonly Auditor _auditor;
    private readonly SimulatedMachine _machine;
    private readonly SimulatedNetwork<SimulatedRequest> _requests;
    private readonly SimulatedNetwork<(SimulatedRequest Request, Answer Answer)> _answers;
    private readonly ExchangeProfile _profile;
    private readonly ExchangeFlow _flow;
    private readonly List<SimulatedRequest> _waiting = [];
    private readonly List<Task<long>> _reads = [];
    private readonly int _window;
    private long _tick;
    private long _diskIsFullUntil;
    private long _acknowledged;
    private bool _isDraining;
    private int _load;
    private int _names;

    private Simulation(int seed, bool liesAboutSyncs)
    {
        _random = new Random(seed);
        _profile = ExchangeProfile.All[seed % ExchangeProfile.All.Count];
        _auditor = new Auditor(_profile.Options, reopenEvery: seed % 5 == 0 ? 100 : 0);
        _faults = SimulationFaults.Of(_random, none: seed % 50 == 0);
        _window = 1 << _random.Next(1, 7);
        _requests = new(_faults, _random);
        _answers = new(_faults, _random);
        _machine = new SimulatedMachine(_faults, _random, _auditor, Counts, liesAboutSyncs);
        _flow = new ExchangeFlow(_profile, seed, _auditor.Naive);
    }

    public SimulationCounts Counts { get; } = new();

    /// <summary>What went wrong, or null; and what the run came to, the same for the same seed.</summary>
    /// <param name="liesAboutSyncs">A planted bug: what is synced is not durable.</param>
    public static (string? Violation, ulong Hash) Run(
        int seed, int commands, SimulationCounts? counts = null, bool liesAboutSyncs = false)
    {
        using var simulation = new Simulation(seed, liesAboutSyncs);
        try
        {
            var hash = simulation.Run(commands);
            counts?.Add(simulation.Counts);
            return (null, hash);
        }
        catch (Exception violation) when (violation is not OutOfMemoryException)
        {
            var what = violation is SimulationViolation ? violation.Message : $"{violation}";
            return ($"Seed {seed}, profile \"{simulation._profile}\", tick {simulation._tick}, after sequence "
                + $"{simulation._auditor.Last}: {what}\nReplay: --simulate --seed {seed} --commands {commands}", 0);
        }
    }

    public void Dispose() => _machine.Dispose();

    private ulong Run(int commands)
    {
        Prepare();
        while (_auditor.Last < commands)
            Tick();
        _isDraining = true;
        _machine.Disk.DiesBefore(int.MaxValue, ofPower: false);
        for (var left = DrainTicksMax; _waiting.Count > 0; left--)
            if (left > 0)
                Tick();
            else
                throw new SimulationViolation($"{_waiting.Count} requests are never answered, as {_waiting[0].Type}");
        var hash = _machine.StopAndCheck();
        Counts.Commands = _auditor.Last;
        (Counts.Lost, Counts.Doubled) = (_requests.Lost + _answers.Lost, _requests.Doubled + _answers.Doubled);
        return Fold.In(Fold.In(Fold.In(hash, (ulong)_auditor.Last), (ulong)_auditor.Events), (ulong)_tick);
    }

    private void Prepare()
    {
        _machine.Clock.True = Timestamp.FromCivil(2026, 1, 5);
        foreach (var step in Preparation.Of(_profile))
        {
            _machine.Desk.HandIn(new SimulatedRequest(step, mayRepeat: false, Acknowledgement.Durable));
            _machine.Settle();
        }

        _machine.Desk.Answers.Clear();
    }

    private void Tick()
    {
        _tick++;
        try
        {
            Produce();
            _load = 0;
            for (; _requests.TryReceive(_tick, out var request); _load++)
                _machine.Desk.HandIn(request);
            if (Happens(ReadsPerRequest))
                Ask();
            _machine.Desk.Turn();
            TakeAnswers();
            var isLate = _random.Next(2) == 0;
            if (isLate)
                _machine.Work();
            if (!_isDraining)
                Fail();
            else
                _machine.Disk.IsFull = false;
            if (!isLate)
                _machine.Work();
            if (Happens(SnapshotsPerRequest))
                _machine.WriteSnapshot();
            // Whoever catches everything has caught this too.
            if (_machine.Disk.Left is not null)
                throw new SimulatedDisk.ProcessDeath();
        }
        catch (SimulatedDisk.ProcessDeath)
        {
            Counts.DeathsInAStep++;
            Crash(_machine.Disk.DiesOfPower);
        }

        Listen();
    }

    private void Produce()
    {
        for (var count = _isDraining ? 0 : _random.Next(_window / 2 + 2); count > 0 && _waiting.Count < _window; count--)
        {
            var step = Named(_flow.Next());
            _machine.Clock.True = step.Header.Time;
            var mayRepeat = ClientIdOf(step).Length > 0 || step.Header.Type is CommandType.CancelOrder or CommandType.ReplaceOrder;
            var level = _random.Next(4) == 0 ? Acknowledgement.Journaled : Acknowledgement.Durable;
            var request = new SimulatedRequest(step, mayRepeat, level);
            _waiting.Add(request);
            Send(request);
        }
    }

    private void Send(SimulatedRequest request)
    {
        request.RetryAt = _tick + RetryTicks + _random.Next(RetryTicks);
        _requests.Send(request, _tick, mayDouble: request.MayRepeat);
    }

    // The flow's own names meet each other on purpose; these are each of one request alone.
    private ExchangeStep Named(ExchangeStep step)
    {
        if (_random.Next(2) == 0 || ClientIdOf(step).Length > 0)
            return step;
        var payload = (byte[])step.Payload.Clone();
        if (step.Header.Type == CommandType.PlaceOrder && payload.Length == Marshal.SizeOf<PlaceOrder>())
            MemoryMarshal.AsRef<PlaceOrder>(payload.AsSpan()).ClientId = Text40.Of($"simulated-{++_names}");
        else if (step.Header.Type is CommandType.Deposit or CommandType.Withdraw && payload.Length == Marshal.SizeOf<Transfer>())
            MemoryMarshal.AsRef<Transfer>(payload.AsSpan()).ClientId = Text40.Of($"simulated-{++_names}");
        return step with { Payload = payload };
    }

    private static string ClientIdOf(ExchangeStep step) => step.Header.Type switch
    {
        CommandType.PlaceOrder when step.Payload.Length == Marshal.SizeOf<PlaceOrder>() => step.As<PlaceOrder>().ClientId.ToString(),
        CommandType.Deposit or CommandType.Withdraw when step.Payload.Length == Marshal.SizeOf<Transfer>() =>
            step.As<Transfer>().ClientId.ToString(),
        _ => "",
    };

    /// <summary>Reads an account: what was acknowledged is in it, and it is exactly what that sequence makes.</summary>
    private void Ask()
    {
        var (account, acknowledged) = (_random.Next(1, Names.Accounts.Length), _acknowledged);
        _reads.Add(_machine.Engine.AskAsync(view =>
        {
            if (view.LastSequence < acknowledged)
                throw new SimulationViolation($"sequence {acknowledged} was acknowledged, and a read shows {view.LastSequence}");
            var read = AccountText.Of(view.PortfolioOf(account)!, view.Walk.OrdersOf(account));
            _auditor.At(view.LastSequence, state =>
            {
                var right = AccountText.Of(new ExchangeWalk(state), account);
                Counts.Reads++;
                if (read != right)
                    throw new SimulationViolation($"account {account} reads as\n{read}\nand must be\n{right}");
            });
            return view.LastSequence;
        }));
    }

    private void TakeAnswers()
    {
        foreach (var (request, answer) in _machine.Desk.Answers)
        {
            if (answer.Outcome is Outcome.Accepted or Outcome.Refused or Outcome.Repeated)
                Acknowledge(request, answer);
            else
                Counts.TurnedAway++;
            _answers.Send((request, answer), _tick, mayDouble: true);
        }

        _machine.Desk.Answers.Clear();
        foreach (var read in _reads)
            if (read.IsCompletedSuccessfully && read.Result > _machine.Engine.Orders.DurableSequence)
                throw new SimulationViolation($"a read has told of sequence {read.Result}, which is not durable");
        _reads.RemoveAll(read => read.IsCompleted);
    }

    private void Acknowledge(SimulatedRequest request, Answer answer)
    {
        _auditor.Expect(answer.Sequence, request.Type, request.Payload, answer);
        _acknowledged = Math.Max(_acknowledged, answer.Sequence);
        if (request.Level == Acknowledgement.Journaled)
            return;
        if (answer.Sequence > _machine.Engine.Orders.DurableSequence)
            throw new SimulationViolation($"sequence {answer.Sequence} was answered and is not durable");
        _machine.Promised = Math.Max(_machine.Promised, answer.Sequence);
    }

    private void Listen()
    {
        while (_answers.TryReceive(_tick, out var packet))
            packet.Request.IsDone |= packet.Answer.Outcome is Outcome.Accepted or Outcome.Refused or Outcome.Repeated;
        for (var i = _waiting.Count - 1; i >= 0; i--)
        {
            var request = _waiting[i];
            if (request.IsDone || (request.RetryAt <= _tick && !request.MayRepeat))
            {
                _waiting.RemoveAt(i);
            }
            else if (request.RetryAt <= _tick)
            {
                Counts.AskedAgain++;
                Send(request);
            }
        }
    }

    private void Fail()
    {
        if (Happens(_faults.ClockJumps))
        {
            Counts.ClockJumps++;
            _machine.Clock.Error = TimeSpan.FromTicks(_random.NextInt64(-1, 2) * _random.NextInt64(1L << _random.Next(1, 38)));
        }

        if (Happens(_faults.FullDisks))
        {
            Counts.FullDisks++;
            _diskIsFullUntil = _tick + _random.Next(200);
        }

        _machine.Disk.IsFull = _tick < _diskIsFullUntil;
        if (Happens(_faults.FailedSyncs))
            FailSync();
        if (!Happens(_faults.Ends))
            return;
        var ofPower = _random.NextDouble() < _faults.PowerCuts;
        if (_random.Next(2) == 0)
            _machine.Disk.DiesBefore(_random.Next(1, 12), ofPower);
        else
            Crash(ofPower);
    }

    /// <summary>The orders cannot be synced: everybody is told, and the engine does nothing more until it starts anew.</summary>
    private void FailSync()
    {
        Counts.FailedSyncs++;
        _machine.Disk.SyncFails = _machine.Fails;
        _machine.Engine.Orders.Flush();
        if (_machine.Engine.Orders.DurableSequence < _machine.Engine.Orders.LastSequence)
        {
            for (var turn = 0; turn < 3; turn++)
                _machine.Engine.Turn();
            _machine.Desk.TakeAll();
            Counts.Unsure += _machine.Desk.Answers.Count(answer => answer.Answer.Outcome == Outcome.Unsure);
            TakeAnswers();
        }

        Crash(ofPower: _random.Next(2) == 0);
    }

    // Of so many requests as came in this tick; when none came, of an eighth of one, so that a tick without is not safe.
    private bool Happens(double share) => _random.NextDouble() < share * Math.Max(_load, 0.125);

    private void Crash(bool ofPower)
    {
        _reads.Clear();
        _machine.Crash(ofPower);
        _acknowledged = _machine.Promised;
    }
}
