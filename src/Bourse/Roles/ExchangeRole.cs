namespace Bourse.Roles;

/// <summary>The exchange's thread. A fault in it ends the program: what the next start reads is whole.</summary>
internal sealed class ExchangeRole(Engine.Engine engine) : IDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private Thread? _thread;

    public void Start()
    {
        _thread = new Thread(() => engine.Run(_stopping.Token)) { Name = "exchange" };
        _thread.Start();
    }

    /// <summary>Answers what was handed in, then ends; commands that come later are turned away.</summary>
    public void Stop()
    {
        _stopping.Cancel();
        _thread?.Join();
    }

    public void Dispose() => _stopping.Dispose();
}
