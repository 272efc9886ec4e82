using Bourse.Gateway.Watching;
using Bourse.Journal;
using Bourse.Records;
using Microsoft.Extensions.Logging;

namespace Bourse.Roles;

/// <summary>
/// The alerts' thread: begins once what was on the tape at the start is in memory and the database answers, then follows the
/// tape. Beside it webhooks are sent.
/// </summary>
internal sealed class AlertRole(
    AlertReader reader, WebhookQueue webhooks, Func<bool> isCaughtUp, WaitStrategy wait, TimeSpan retry, ILogger log)
    : IDisposable
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan WaitMax = TimeSpan.FromMilliseconds(100);

    private readonly CancellationTokenSource _stopping = new();
    private Thread? _thread;
    private Task? _sending;

    public AlertReader Reader => reader;

    public WebhookQueue Webhooks => webhooks;

    /// <summary>Why the thread ended before it was asked to; null while it runs.</summary>
    public string? Fault { get; private set; }

    public void Start()
    {
        _thread = new Thread(Run) { Name = "alerts" };
        _thread.Start();
        _sending = Task.Run(() => webhooks.RunAsync(_stopping.Token));
    }

    /// <summary>Looks at what is on the tape now, then ends.</summary>
    public void Stop()
    {
        _stopping.Cancel();
        _thread?.Join();
        _sending?.Wait();
    }

    public void Dispose()
    {
        reader.Dispose();
        webhooks.Dispose();
        _stopping.Dispose();
    }

    private void Run()
    {
        try
        {
            if (!TryBegin())
                return;
            if (reader.Skipped > 0)
                log.LogWarning("Alerts were too far behind: {Skipped} events were not looked at", reader.Skipped);
            while (!_stopping.IsCancellationRequested)
            {
                reader.ReadOn();
                reader.Wait(wait, WaitMax, _stopping.Token);
            }

            reader.ReadOn();
            reader.End();
        }
        catch (JournalException fault)
        {
            Fault = fault.Message;
        }
    }

    // False when it is to stop before.
    private bool TryBegin()
    {
        while (!isCaughtUp())
            if (_stopping.Token.WaitHandle.WaitOne(LookEvery))
                return false;
        while (true)
            try
            {
                reader.Begin();
                return true;
            }
            catch (RecordsUnavailableException)
            {
                if (_stopping.Token.WaitHandle.WaitOne(retry))
                    return false;
            }
    }
}
