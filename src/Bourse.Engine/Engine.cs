using System.Runtime.InteropServices;
using Bourse.Exchange;
using Bourse.Journal;
using Bourse.Market;

namespace Bourse.Engine;

/// <summary>
/// The exchange at work. Any thread hands in commands; one thread numbers them, puts them into the orders journal,
/// carries them out, and answers. Events go onto the blotter once their commands are durable, so that no reader of it
/// ever knows of what a power cut may undo. While one batch is on its way to the disk the next are carried out.
/// </summary>
public sealed class Engine : IDisposable
{
    // What a disk has done at once is written and answered in portions, so that new commands need not wait for all of it.
    private const int SettledPerTurn = 16;

    private readonly EngineOptions _options;
    private readonly JournalWriter _orders;
    private readonly JournalWriter _blotter;
    private readonly BlotterWriter _blotterWriter;
    private readonly EngineView _view;
    private readonly TimeProvider _clock;
    private readonly Intake _intake;
    private readonly Submission[] _batch;
    private readonly QuestionDesk _questions;
    private readonly BatchMeter _meter = new();
    private readonly LoopSleep _sleep = new();
    private readonly Func<bool> _hasWork;
    private readonly Action<int> _tellPricesOf;
    private PendingCommands _oldest = new();
    private PendingCommands _newest = new();
    private Task? _failure;
    private string? _trouble;
    private int _lastBatch;
    private long _settled;
    private long _carriedOut;

    private Engine(
        EngineOptions options, JournalWriter orders, JournalWriter blotter, EngineView view, TimeProvider clock)
    {
        (_options, _orders, _blotter, _view, _clock) = (options, orders, blotter, view, clock);
        _blotterWriter = new BlotterWriter(blotter);
        _intake = new Intake(options.CommandsMax, _sleep.Wake);
        _batch = new Submission[options.BatchCommands];
        _questions = new QuestionDesk(options.QuestionsMax);
        _hasWork = HasWork;
        _tellPricesOf = account => TellPrices(account);
        _settled = orders.DurableSequence;
        orders.OnDurable(_ => _sleep.Wake());
    }

    /// <summary>What opening found: counts, and the hash of the state it came to.</summary>
    public required ReplayReport Recovery { get; init; }

    /// <summary>Writes snapshots, on a thread of its own; null when there are to be none.</summary>
    public SnapshotKeeper? Snapshots { get; private init; }

    public JournalWriter Orders => _orders;

    public JournalWriter Blotter => _blotter;

    /// <summary>In which traces the latest traced commands were handed in. Any thread.</summary>
    public SequenceTraces Traces => _intake.Traces;

    public ExchangeNames Names => _view.Names;

    /// <summary>
    /// Commands up to this one are durable and answered; their events are on the blotter, unless that refuses them. For the
    /// engine's thread.
    /// </summary>
    public long SettledSequence => _settled;

    /// <summary>Why no command is taken at present; null while all is well. Any thread.</summary>
    public string? Trouble => Volatile.Read(ref _trouble);

    /// <summary>Commands carried out, and turned away without having been taken, since the start. Any thread.</summary>
    public EngineCounters Counters => new(
        Volatile.Read(ref _carriedOut), _intake.TurnedAway, _intake.Waiting, _intake.Counts.Read());

    /// <summary>
    /// Opens the journals as their only writer, carries out all orders again and compares the blotter; what the blotter
    /// lacks is added to it.
    /// </summary>
    /// <exception cref="BlotterException">The blotter is not what the orders say.</exception>
    /// <exception cref="JournalException">A journal is held by another process, damaged or full.</exception>
    public static Engine Open(
        EngineOptions options, JournalOptions orders, JournalOptions blotter, TimeProvider clock,
        IJournalFiles? files = null)
    {
        var ordersJournal = JournalWriter.Open(orders, files, clock);
        JournalWriter? blotterJournal = null;
        try
        {
            blotterJournal = JournalWriter.Open(blotter, files, clock);
            var folder = new SnapshotFolder(options.Snapshots.Directory, files);
            var start = new SnapshotStart(folder, ordersJournal.Reader, blotterJournal.Reader);
            using var replay = new BlotterReplay(ordersJournal.Reader, blotterJournal.Reader, start.Find());
            replay.Run(new BlotterWriter(blotterJournal));
            foreach (var refused in start.Refused)
                SnapshotFolder.SetAside(refused.Path);
            return new Engine(options, ordersJournal, blotterJournal, replay.View, clock)
            {
                Recovery = replay.Report() with { RefusedSnapshots = start.Refused },
                Snapshots = options.Snapshots.Directory.Length == 0
                    ? null
                    : new SnapshotKeeper(options.Snapshots, folder, ordersJournal, blotterJournal.Reader, clock),
            };
        }
        catch
        {
            blotterJournal?.Dispose();
            ordersJournal.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Hands in a command, to be awaited once. Those of one thread are carried out in the order in which it hands them
    /// in; whatever is not taken is answered at once. Any thread.
    /// </summary>
    /// <exception cref="ArgumentException">The payload is longer than any command's.</exception>
    public ValueTask<Answer> Submit(
        CommandType type, ReadOnlySpan<byte> payload, Acknowledgement level = Acknowledgement.Durable)
    {
        if (_intake.Prepare(type, payload, Trouble is not null, out var refusal) is not { } submission)
            return ValueTask.FromResult(new Answer(refusal));
        submission.Fill(type, payload, level);
        var task = submission.Task;
        _intake.HandIn(submission);
        return task;
    }

    /// <summary>
    /// Hands in a command as the other does, whose answer goes to a sink with a tag of the caller's. Any thread.
    /// </summary>
    /// <exception cref="ArgumentException">The payload is longer than any command's.</exception>
    public void Submit(
        CommandType type, ReadOnlySpan<byte> payload, Acknowledgement level, IAnswerSink sink, long tag)
    {
        if (_intake.Prepare(type, payload, Trouble is not null, out var refusal) is not { } submission)
        {
            sink.Take(tag, new Answer(refusal));
            return;
        }

        submission.Fill(type, payload, level, sink, tag);
        _intake.HandIn(submission);
    }

    /// <summary>
    /// Reads the state between two batches, and answers once what was read is durable: whoever was told of a command
    /// sees it. The function runs on the engine's thread and must be quick. Any thread.
    /// </summary>
    /// <param name="values">Accounts whose positions are valued: on paper at the latest prices.</param>
    /// <exception cref="EngineUnavailableException">Too many ask, it is stopping, or the disk failed.</exception>
    public Task<T> AskAsync<T>(Func<EngineView, T> read, params IReadOnlyList<int> values)
    {
        var question = new Question<T>(read) { Values = values };
        if (!_questions.TryAsk(question))
            question.Refuse($"{_options.QuestionsMax} questions wait already.");
        _sleep.Wake();
        if (_intake.IsClosed)
            _questions.RefuseAsked("The exchange is stopping.");
        return question.Task;
    }

    /// <summary>From now on instruments on paper trade at what is known of their markets. To be called once.</summary>
    /// <param name="find">What is known of a symbol's market at a time, or null: quick, on the engine's thread.</param>
    public void FollowPrices(Func<string, Timestamp, MarketPrices?> find, PriceOptions options) =>
        _view.Prices = new PriceDesk(find, options, _clock, _sleep.Wake);

    /// <summary>The engine's thread: carries out commands until stopped, then answers what was handed in.</summary>
    public void Run(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
            if (!Turn())
                _sleep.Wait(_options.Wait, _hasWork, stopping);
        _intake.Close();
        while (Turn() || HasUnanswered)
            _sleep.Wait(_options.Wait, _hasWork, CancellationToken.None);

        _intake.TurnAwayAll(Outcome.Stopping);
        _oldest.Fail();
        _newest.Fail();
        _questions.Refuse("The exchange is stopping.");
    }

    /// <summary>One turn: settle what is durable, carry out a batch. False when there was nothing to do.</summary>
    public bool Turn()
    {
        var hasSettled = Settle();
        var hasAnswered = AnswerQuestions();
        var hasTold = TellPrices();
        return CarryOut() || hasSettled || hasAnswered || hasTold;
    }

    /// <summary>
    /// Writes a snapshot of the exchange as it was left, if that is wanted, and compares it with what its orders make.
    /// The engine's thread must have ended.
    /// </summary>
    public void WriteLastSnapshot()
    {
        if (_options.Snapshots.AtStop && Snapshots is { } keeper && _view.LastSequence == _orders.DurableSequence)
            keeper.TryWrite(_view.StateHash(), CancellationToken.None);
    }

    /// <summary>Closes the journals; the engine's thread must have ended.</summary>
    public void Dispose()
    {
        _view.Prices?.Dispose();
        _orders.Dispose();
        _blotter.Dispose();
        _sleep.Dispose();
    }

    private bool HasUnanswered => _oldest.HasUnanswered || _newest.HasUnanswered || _questions.HasUntold;

    // A blotter that refuses is tried again after a sleep, not at once.
    private bool HasWork() => !_intake.IsEmpty || !_questions.IsEmpty
        || (Trouble is null && (NextToSettle <= _orders.DurableSequence || _view.Prices is { IsDue: true }));

    private long NextToSettle => Math.Min(_oldest.NextSequence, _newest.NextSequence);

    private bool AnswerQuestions()
    {
        if (_questions.IsEmpty && !_questions.HasUntold)
            return false;
        if (_failure is { IsFaulted: true })
        {
            _questions.Refuse(Trouble!);
            return true;
        }

        var hasNew = !_questions.IsEmpty;
        _questions.Read(_view, _tellPricesOf);
        _questions.Tell(_settled);
        return hasNew;
    }

    private bool CarryOut()
    {
        if (Trouble is not null)
            return _intake.TurnAwayAll(Outcome.ReadOnly);
        if (_newest.Bytes > _options.PendingMegabytes << 20)
            return false;
        var time = Now();
        var count = 0;
        for (; count < _batch.Length && _intake.TryTake() is { } submission; count++)
            _batch[count] = submission;
        var carriedOut = 0;
        for (var expected = 0; carriedOut < count && Trouble is null; carriedOut++)
        {
            for (; expected < Math.Min(count, carriedOut + ExchangeState.ExpectAhead); expected++)
                _view.Expect(_batch[expected].Type, _batch[expected].Payload);
            CarryOut(_batch[carriedOut], time);
        }

        for (var i = carriedOut; i < count; i++)
            _intake.TurnAway(_batch[i], Outcome.ReadOnly);
        if (count > 0)
        {
            _orders.Publish();
            _meter.Begin(count, _view.LastSequence);
        }

        _lastBatch = count;
        return count > 0;
    }

    private void CarryOut(Submission submission, Timestamp time)
    {
        var price = _view.Prices?.Before(submission.Type, submission.Payload, _view, time);
        if ((price is { } reference && !TryTell(reference, time))
            || !TryApply(submission.Type, submission.Payload, time, out var sequence))
        {
            _intake.TurnAway(submission, Outcome.ReadOnly);
            return;
        }

        submission.CarryOut(_view.Answer());
        var waits = submission.Level == Acknowledgement.Durable;
        _newest.Add(sequence, _view.Page, waits ? submission : null);
        if (!waits)
            submission.Complete();
    }

    /// <summary>The clock's time, which may go back; the exchange's does not.</summary>
    private Timestamp Now() =>
        Timestamp.FromDateTime(_clock.GetUtcNow()) is var time && time > _view.Time ? time : _view.Time;

    /// <summary>Tells the prices for which orders wait, or those of an account's positions; true when it did.</summary>
    private bool TellPrices(int account = 0)
    {
        if (_view.Prices is not { } prices || (account == 0 && !prices.IsDue) || Trouble is not null || _intake.IsClosed
            || _newest.Bytes > _options.PendingMegabytes << 20)
            return false;
        var (time, hasTold) = (Now(), false);
        foreach (var reference in prices.Wanted(_view, account, time))
            hasTold |= TryTell(reference, time);
        if (hasTold)
            _orders.Publish();
        return hasTold;
    }

    private bool TryTell(in SetReference reference, Timestamp time)
    {
        var payload = MemoryMarshal.AsBytes(new ReadOnlySpan<SetReference>(in reference));
        if (!TryApply(CommandType.SetReference, payload, time, out var sequence))
            return false;
        _newest.Add(sequence, _view.Page, submission: null);
        return true;
    }

    /// <summary>Puts a command into the orders journal and carries it out; false when that takes no records.</summary>
    private bool TryApply(CommandType type, ReadOnlySpan<byte> payload, Timestamp time, out long sequence)
    {
        try
        {
            sequence = _orders.Append((ushort)type, CommandHeader.LayoutVersion, time.Nanoseconds, payload);
        }
        catch (JournalReadOnlyException refused)
        {
            Volatile.Write(ref _trouble, refused.Message);
            sequence = 0;
            return false;
        }

        _view.Apply(new CommandHeader(sequence, time, type), payload);
        Volatile.Write(ref _carriedOut, _carriedOut + 1);
        return true;
    }

    /// <summary>Answers and writes what has become durable; true when anything has.</summary>
    private bool Settle()
    {
        var durable = _orders.DurableSequence;
        var isWritten = true;
        var left = SettledPerTurn + 2 * _lastBatch;
        var hasSettled = false;
        while (isWritten && left > 0)
        {
            if (_oldest.IsEmpty)
                (_oldest, _newest) = (_newest, _oldest);
            if (_oldest.NextSequence > durable)
                break;
            // Whoever is answered finds the events on the blotter, unless that refuses them.
            var end = _oldest.PortionEnd(durable, ref left);
            isWritten = TryWrite(end);
            _oldest.Answer(isWritten ? end : durable);
            hasSettled |= isWritten;
        }

        if (!isWritten)
            _newest.Answer(durable);
        _settled = isWritten ? Math.Min(durable, NextToSettle - 1) : durable;
        _meter.End(_settled);
        LookAtTrouble();
        return hasSettled;
    }

    private bool TryWrite(long durable)
    {
        try
        {
            _oldest.Write(durable, _blotterWriter);
            _blotterWriter.Publish();
            return true;
        }
        catch (JournalReadOnlyException refused)
        {
            Volatile.Write(ref _trouble, refused.Message);
            return false;
        }
    }

    // A full disk may have room again. A failed one never has: what was not durable by then is in nobody's hands.
    private void LookAtTrouble()
    {
        if (_orders.State == JournalState.ReadOnly)
        {
            Volatile.Write(ref _trouble, _orders.ReadOnlyReason ?? "The orders journal takes no records.");
            if (_oldest.IsEmpty)
                return;
            var last = _newest.IsEmpty ? _oldest.LastSequence : _newest.LastSequence;
            if (_failure is null or { IsCompletedSuccessfully: true })
                _failure = _orders.WaitDurableAsync(last);
            if (!_failure.IsFaulted)
                return;
            _oldest.Fail();
            _newest.Fail();
        }
        else if (Trouble is not null && _blotter.State != JournalState.ReadOnly)
        {
            Volatile.Write(ref _trouble, null);
        }
    }
}
