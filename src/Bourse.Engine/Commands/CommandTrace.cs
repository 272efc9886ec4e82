using System.Diagnostics;
using Bourse.Exchange;
using Bourse.Journal;

namespace Bourse.Engine;

/// <summary>
/// The span of one command of a traced request. The engine's thread only notes when it did what; the spans are made of that
/// by whoever awaits the answer.
/// </summary>
internal sealed class CommandTrace
{
    private static readonly ActivitySource Source = new("Bourse.Engine");

    private readonly Activity _span;
    private readonly SequenceTraces _traces;
    private readonly long _begun = Stopwatch.GetTimestamp();
    private long _taken;
    private long _carriedOut;
    private long _durable;
    private long _written;

    private CommandTrace(Activity span, SequenceTraces traces) => (_span, _traces) = (span, traces);

    /// <summary>Null unless the request in which it is called is traced.</summary>
    public static CommandTrace? Begin(CommandType type, SequenceTraces traces)
    {
        if (!Source.HasListeners() || Activity.Current is not { IsAllDataRequested: true } request)
            return null;
        var span = Source.StartActivity("orders.submit");
        // The caller goes on before the command is answered: what it does meanwhile is no part of this.
        Activity.Current = request;
        return span?.SetTag("bourse.command", type.ToString()) is null ? null : new CommandTrace(span, traces);
    }

    public void Take() => _taken = Stopwatch.GetTimestamp();

    public void CarryOut(long sequence)
    {
        _carriedOut = Stopwatch.GetTimestamp();
        _traces.Add(sequence, _span.Context);
    }

    public void BeginWriting() => _durable = Stopwatch.GetTimestamp();

    public void EndWriting() => _written = Stopwatch.GetTimestamp();

    public async ValueTask<Answer> EndAsync(ValueTask<Answer> answering)
    {
        var answer = await answering;
        _span.SetTag("bourse.sequence", answer.Sequence);
        _span.SetTag("bourse.outcome", answer.Outcome.ToString());
        if (answer.Reason != RefusalReason.None)
            _span.SetTag("bourse.reason", answer.Reason.ToString());
        AddPart("orders.queue", _begun, _taken);
        AddPart("exchange.apply", _taken, _carriedOut);
        AddPart("orders.durable", _carriedOut, _durable);
        AddPart("blotter.write", _durable, _written)?.SetTag("bourse.blotter_sequence", answer.BlotterSequence);
        _span.Stop();
        return answer;
    }

    // Null where it did not come to that.
    private Activity? AddPart(string name, long from, long to)
    {
        if (from == 0 || to == 0)
            return null;
        var part = Source.StartActivity(name, ActivityKind.Internal, _span.Context, startTime: At(from));
        part?.SetEndTime(At(to).UtcDateTime);
        part?.Stop();
        return part;
    }

    private DateTimeOffset At(long stamp) => _span.StartTimeUtc + Stopwatch.GetElapsedTime(_begun, stamp);
}
