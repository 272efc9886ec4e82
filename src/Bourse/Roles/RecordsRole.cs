using Bourse.Records;
using Microsoft.Extensions.Logging;

namespace Bourse.Roles;

/// <summary>The thread that writes the records. A database that fails is tried again; trading goes on meanwhile.</summary>
internal sealed class RecordsRole(RecordsFollower follower, ILogger log) : IDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private Thread? _thread;

    public RecordsFollower Follower => follower;

    public void Start()
    {
        _thread = new Thread(Loop) { Name = "records", Priority = ThreadPriority.BelowNormal };
        _thread.Start();
    }

    /// <summary>Writes a batch of what is there, then ends; the next start goes on from there.</summary>
    public void Stop()
    {
        _stopping.Cancel();
        _thread?.Join();
    }

    public void Dispose()
    {
        Stop();
        follower.Dispose();
        _stopping.Dispose();
    }

    private void Loop()
    {
        try
        {
            follower.Run(reason => log.LogWarning("Records: {Reason} It is tried again.", reason), _stopping.Token);
        }
        catch (Exception fault)
        {
            log.LogError("Records: nothing is written any more: {Reason}", fault.Message);
        }
    }
}
