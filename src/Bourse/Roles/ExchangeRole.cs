namespace Bourse.Roles;

/// <summary>
/// The exchange's thread, and one beside it that writes snapshots. A fault in them ends the program: what the next start
/// reads is whole.
/// </summary>
internal sealed class ExchangeRole(Engine.Engine engine) : IDisposable
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _stopping = new();
    private Thread? _thread;
    private Thread? _snapshots;

    public void Start()
    {
        _thread = new Thread(() => engine.Run(_stopping.Token)) { Name = "exchange" };
        _thread.Start();
        if (engine.Snapshots is not { } keeper)
            return;
        _snapshots = new Thread(() => Keep(keeper)) { Name = "snapshots", Priority = ThreadPriority.BelowNormal };
        _snapshots.Start();
    }

    /// <summary>Answers what was handed in, then ends; commands that come later are turned away.</summary>
    public void Stop()
    {
        if (_thread is null || _stopping.IsCancellationRequested)
            return;
        _stopping.Cancel();
        _thread.Join();
        _snapshots?.Join();
        engine.WriteLastSnapshot();
    }

    public void Dispose() => _stopping.Dispose();

    private void Keep(Engine.SnapshotKeeper keeper)
    {
        while (!_stopping.Token.WaitHandle.WaitOne(LookEvery))
            keeper.WriteIfDue(_stopping.Token);
    }
}
