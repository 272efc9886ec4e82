using Bourse.Journal;
using Microsoft.Extensions.Logging;

namespace Bourse.Roles;

/// <summary>The tape's thread. A journal that takes no more is tried again each second; feeds wait meanwhile.</summary>
internal sealed class TapeRole(Tape.Tape tape, ILogger log) : IDisposable
{
    private static readonly TimeSpan RetryEvery = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _stopping = new();
    private Thread? _thread;

    /// <summary>Why nothing is appended at present; null while all is well.</summary>
    public string? Trouble { get; private set; }

    public void Start()
    {
        _thread = new Thread(Loop) { Name = "tape" };
        _thread.Start();
    }

    /// <summary>Drains what the feeds have handed over, then ends; feeds must have stopped.</summary>
    public void Stop()
    {
        _stopping.Cancel();
        _thread?.Join();
    }

    public void Dispose() => _stopping.Dispose();

    private void Loop()
    {
        while (true)
        {
            try
            {
                tape.Run(_stopping.Token);
                return;
            }
            catch (JournalReadOnlyException refused)
            {
                if (Trouble is null)
                    log.LogError("Tape: {Reason}", refused.Message);
                Trouble = refused.Message;
            }

            if (_stopping.Token.WaitHandle.WaitOne(RetryEvery))
                return;
            Trouble = tape.Journal.State == JournalState.ReadOnly ? Trouble : null;
        }
    }
}
