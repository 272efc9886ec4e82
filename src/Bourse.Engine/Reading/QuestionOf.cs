namespace Bourse.Engine;

/// <summary>A question with an answer of that type.</summary>
internal sealed class Question<T>(Func<EngineView, T> read) : Question
{
    private readonly TaskCompletionSource<T> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T? _read;

    public Task<T> Task => _answer.Task;

    public override void Read(EngineView view) => _read = read(view);

    public override void Complete() => _answer.TrySetResult(_read!);

    public override void Refuse(string reason) => _answer.TrySetException(new EngineUnavailableException(reason));
}
