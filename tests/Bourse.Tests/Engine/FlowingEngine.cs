using Bourse.Engine;
using Bourse.Journal;
using Bourse.Tests.Exchange;

namespace Bourse.Tests.Engine;

/// <summary>An engine that a random flow of one profile goes through, on the caller's thread.</summary>
internal sealed class FlowingEngine : IDisposable
{
    private const int CommandsAtOnce = 32;

    private readonly EngineFolder _folder;
    private readonly JournalCursor _cursor;

    public FlowingEngine(EngineFolder folder, ExchangeProfile profile, int seed, int commands)
    {
        _folder = folder;
        Engine = Bourse.Engine.Engine.Open(
            new EngineOptions(), folder.Orders with { IsDriven = true }, folder.Blotter with { IsDriven = true }, folder.Clock);
        Auditor = new Auditor(profile.Options, reopenEvery: 0);
        _cursor = Engine.Orders.Reader.OpenCursor(1);
        foreach (var step in Preparation.Of(profile))
            Submit(step);
        Settle();
        var flow = new ExchangeFlow(profile, seed, Auditor.Naive);
        while (Engine.Orders.LastSequence < commands)
        {
            for (var i = 0; i < CommandsAtOnce; i++)
                Submit(flow.Next());
            Settle();
        }
    }

    public Bourse.Engine.Engine Engine { get; }

    /// <summary>Has carried out the same commands by itself, with the naive exchange beside the real one.</summary>
    public Auditor Auditor { get; }

    public void Submit(ExchangeStep step)
    {
        var ahead = DateTimeOffset.UnixEpoch.AddTicks(step.Header.Time.Nanoseconds / 100) - _folder.Clock.GetUtcNow();
        if (ahead > TimeSpan.Zero)
            _folder.Clock.Advance(ahead);
        _ = Engine.Submit(step.Header.Type, step.Payload).AsTask();
    }

    /// <summary>Carries out all that was submitted, and brings orders and blotter to disk.</summary>
    public void Settle()
    {
        do
        {
            Engine.Orders.Flush();
            Engine.Blotter.Flush();
        }
        while (Engine.Turn());
        Auditor.Follow(_cursor, Engine.Orders.DurableSequence);
    }

    public void Dispose()
    {
        _cursor.Dispose();
        Engine.Dispose();
    }
}
