using System.Diagnostics;
using Bourse.Engine;
using Bourse.Journal;

namespace Bourse.Tests.Exchange;

/// <summary>
/// Hands requests to an engine and takes its answers at the moment at which they are due: when a command was carried out,
/// turned away, or is durable. An answer that does not come then, or comes before, is a violation.
/// </summary>
internal sealed class SimulatedDesk(Bourse.Engine.Engine engine)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly Queue<Waiting> _handedIn = new();
    private readonly Queue<(long Sequence, Waiting Waiting)> _carriedOut = new();

    public List<(SimulatedRequest Request, Answer Answer)> Answers { get; } = [];

    public bool IsIdle => _handedIn.Count == 0 && _carriedOut.Count == 0;

    public void HandIn(SimulatedRequest request)
    {
        var task = engine.Submit(request.Type, request.Payload, request.Level);
        if (task.IsCompleted)
            Answers.Add((request, task.Result));
        else
            _handedIn.Enqueue(new Waiting(request, task));
    }

    public void Turn()
    {
        var (durable, last, before) = (engine.Orders.DurableSequence, engine.Orders.LastSequence, engine.Counters);
        engine.Turn();
        var after = engine.Counters;
        if (engine.SettledSequence > durable)
            throw new SimulationViolation($"{engine.SettledSequence} were settled when {durable} were durable");
        while (_carriedOut.TryPeek(out var first) && first.Sequence <= engine.SettledSequence)
            Take(_carriedOut.Dequeue().Waiting);
        for (var count = after.CarriedOut - before.CarriedOut; count > 0; count--)
            CarriedOut(_handedIn.Dequeue(), ++last);
        for (var count = after.TurnedAway - before.TurnedAway; count > 0; count--)
            Take(_handedIn.Dequeue());
        if (_carriedOut.TryPeek(out var next) && engine.Orders.State != JournalState.ReadOnly && next.Waiting.Task.IsCompleted)
            throw new SimulationViolation($"sequence {next.Sequence} was answered when {durable} were durable");
    }

    /// <summary>The disk has failed: everybody is told, one way or the other.</summary>
    public void TakeAll()
    {
        while (_handedIn.TryDequeue(out var waiting))
            Take(waiting);
        while (_carriedOut.TryDequeue(out var carriedOut))
            Take(carriedOut.Waiting);
    }

    private void CarriedOut(Waiting waiting, long sequence)
    {
        if (waiting.Request.Level == Acknowledgement.Durable)
        {
            _carriedOut.Enqueue((sequence, waiting));
            return;
        }

        Take(waiting);
        if (Answers[^1].Answer.Sequence != sequence)
            throw new SimulationViolation($"sequence {sequence} was answered as {Answers[^1].Answer.Sequence}");
    }

    private void Take(Waiting waiting)
    {
        var since = Stopwatch.GetTimestamp();
        for (var spin = default(SpinWait); !waiting.Task.IsCompleted; spin.SpinOnce(sleep1Threshold: -1))
            if (Stopwatch.GetElapsedTime(since) > Patience)
                throw new SimulationViolation($"{waiting.Request.Type} is never answered; the engine: {engine.Trouble ?? "well"}, {engine.Orders.DurableSequence} of {engine.Orders.LastSequence} durable");
        Answers.Add((waiting.Request, waiting.Task.Result));
    }

    private readonly record struct Waiting(SimulatedRequest Request, ValueTask<Answer> Task);
}
