using Bourse.Gateway.WebSocket;
using Bourse.Journal;

namespace Bourse.Roles;

/// <summary>The thread that reads the blotter for the private channels.</summary>
internal sealed class BlotterRole(BlotterFanout fanout) : IDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private Thread? _thread;

    /// <summary>Why it ended before it was asked to; null while it runs.</summary>
    public string? Fault { get; private set; }

    public BlotterFanout Fanout => fanout;

    public void Start()
    {
        _thread = new Thread(Read) { Name = "blotter" };
        _thread.Start();
    }

    /// <summary>Sends what is on the blotter now, then ends.</summary>
    public void Stop()
    {
        _stopping.Cancel();
        _thread?.Join();
    }

    public void Dispose()
    {
        fanout.Dispose();
        _stopping.Dispose();
    }

    private void Read()
    {
        try
        {
            fanout.Run(_stopping.Token);
        }
        catch (JournalException fault)
        {
            Fault = fault.Message;
        }
    }
}
