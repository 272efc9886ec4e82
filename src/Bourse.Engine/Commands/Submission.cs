using System.Threading.Tasks.Sources;
using Bourse.Exchange;

namespace Bourse.Engine;

/// <summary>
/// A command on its way and the promise of its answer. It is used again once its answer has been taken, so that nothing
/// is allocated for a command.
/// </summary>
internal sealed class Submission(SubmissionQueue free, Intake intake)
    : IValueTaskSource<Answer>, IThreadPoolWorkItem
{
    public const int PayloadBytesMax = 512;

    private readonly byte[] _payload = new byte[PayloadBytesMax];
    private ManualResetValueTaskSourceCore<Answer> _answer;
    private int _length;
    private IAnswerSink? _sink;
    private long _tag;

    public CommandType Type { get; private set; }

    public Acknowledgement Level { get; private set; }

    /// <summary>Its span; null where nobody traces it.</summary>
    public CommandTrace? Trace { get; private set; }

    public ReadOnlySpan<byte> Payload => _payload.AsSpan(0, _length);

    /// <summary>What it will be answered; the engine's thread.</summary>
    public Answer Answer { get; set; }

    /// <summary>The answer, to be awaited once.</summary>
    public ValueTask<Answer> Task => Trace is { } trace ? trace.EndAsync(OwnTask) : OwnTask;

    private ValueTask<Answer> OwnTask => new(this, _answer.Version);

    /// <param name="sink">Who is answered; null for whoever awaits <see cref="Task"/>.</param>
    public void Fill(
        CommandType type, ReadOnlySpan<byte> payload, Acknowledgement level, IAnswerSink? sink = null, long tag = 0)
    {
        (_sink, _tag, Trace) = (sink, tag, sink is null ? CommandTrace.Begin(type, intake.Traces) : null);
        (Type, Level, _length) = (type, level, payload.Length);
        payload.CopyTo(_payload);
    }

    /// <summary>It is in the orders journal and was carried out; the engine's thread.</summary>
    public void CarryOut(in Answer answer)
    {
        Answer = answer;
        intake.Counts.Add(Type, answer);
        Trace?.CarryOut(answer.Sequence);
    }

    /// <summary>
    /// Answers whoever handed it in: a sink at once, others on a thread of the pool, since the engine's has other work.
    /// </summary>
    public void Complete()
    {
        if (_sink is not { } sink)
        {
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
            return;
        }

        var (tag, answer) = (_tag, Answer);
        _sink = null;
        free.TryAdd(this);
        sink.Take(tag, answer);
    }

    public void Execute() => _answer.SetResult(Answer);

    public Answer GetResult(short token)
    {
        var answer = _answer.GetResult(token);
        _answer.Reset();
        free.TryAdd(this);
        return answer;
    }

    public ValueTaskSourceStatus GetStatus(short token) => _answer.GetStatus(token);

    public void OnCompleted(
        Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _answer.OnCompleted(continuation, state, token, flags);
}
