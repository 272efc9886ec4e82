using System.Collections.Concurrent;

namespace Bourse.Engine;

/// <summary>
/// Questions to the exchange: read from the state at one moment between two batches, told once everything that they
/// have seen is durable. So nobody is told of what a power cut may undo, and whoever was told of a command finds it.
/// </summary>
internal sealed class QuestionDesk(int questionsMax)
{
    private readonly ConcurrentQueue<Question> _asked = new();
    private readonly Queue<(long Seen, Question Question)> _read = new();
    private int _count;

    public bool IsEmpty => _asked.IsEmpty;

    public bool HasUntold => _read.Count > 0;

    /// <summary>Any thread; false when too many wait.</summary>
    public bool TryAsk(Question question)
    {
        if (Interlocked.Increment(ref _count) > questionsMax)
        {
            Interlocked.Decrement(ref _count);
            return false;
        }

        _asked.Enqueue(question);
        return true;
    }

    /// <summary>Reads all that were asked; the engine's thread.</summary>
    /// <param name="tellPrices">Tells what an account's positions are worth now.</param>
    public void Read(EngineView view, Action<int> tellPrices)
    {
        while (_asked.TryDequeue(out var question))
        {
            foreach (var account in question.Values)
                tellPrices(account);
            question.Read(view);
            _read.Enqueue((view.LastSequence, question));
        }
    }

    /// <summary>Tells those that have seen nothing beyond a sequence.</summary>
    public void Tell(long durable)
    {
        while (_read.TryPeek(out var next) && next.Seen <= durable)
        {
            _read.Dequeue();
            Interlocked.Decrement(ref _count);
            next.Question.Complete();
        }
    }

    /// <summary>Refuses all, asked or read. Any thread once nothing is read any more.</summary>
    public void Refuse(string reason)
    {
        for (; _read.TryDequeue(out var read); Interlocked.Decrement(ref _count))
            read.Question.Refuse(reason);
        RefuseAsked(reason);
    }

    public void RefuseAsked(string reason)
    {
        for (; _asked.TryDequeue(out var question); Interlocked.Decrement(ref _count))
            question.Refuse(reason);
    }
}
