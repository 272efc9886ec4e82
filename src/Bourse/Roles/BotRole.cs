using Bourse.Bots;
using Bourse.Engine;
using Microsoft.Extensions.Logging;

namespace Bourse.Roles;

/// <summary>The bots, on threads of the pool. Whatever happens to them, the exchange goes on.</summary>
internal sealed class BotRole(BotDesk desk, ILogger log) : IDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private Task _running = Task.CompletedTask;
    private string? _fault;

    public BotDesk Desk => desk;

    /// <summary>Why they do nothing at present; null while all is well. Any thread.</summary>
    public string? Trouble => _fault ?? desk.Trouble;

    /// <summary>Returns when they have what they need, and have begun.</summary>
    public async Task StartAsync()
    {
        try
        {
            if (await desk.FoundAsync())
                _running = RunAsync();
        }
        catch (EngineUnavailableException fault)
        {
            Fail(fault);
        }
    }

    /// <summary>Returns when they have cancelled what they had open; the exchange must still be running.</summary>
    public async Task StopAsync()
    {
        await _stopping.CancelAsync();
        await _running;
    }

    public void Dispose() => _stopping.Dispose();

    private async Task RunAsync()
    {
        try
        {
            await desk.RunAsync(_stopping.Token);
        }
        catch (Exception fault)
        {
            Fail(fault);
        }
    }

    private void Fail(Exception fault)
    {
        Volatile.Write(ref _fault, fault.Message);
        log.LogError(fault, "Bots");
    }
}
