using System.Runtime.InteropServices;

namespace Bourse.Commands;

/// <summary>SIGTERM, SIGINT and SIGQUIT ask for an orderly stop; the second one ends the process as usual.</summary>
internal sealed class StopSignal : IDisposable
{
    private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _stopping = new();
    private readonly PosixSignalRegistration[] _registrations;

    public StopSignal()
    {
        PosixSignal[] signals = [PosixSignal.SIGTERM, PosixSignal.SIGINT, PosixSignal.SIGQUIT];
        _registrations = [.. signals.Select(signal => PosixSignalRegistration.Create(signal, Ask))];
    }

    /// <summary>Is cancelled by the first signal.</summary>
    public CancellationToken Token => _stopping.Token;

    public Task WaitAsync() => _asked.Task;

    public void Dispose()
    {
        foreach (var registration in _registrations)
            registration.Dispose();
        _stopping.Dispose();
    }

    private void Ask(PosixSignalContext context)
    {
        context.Cancel = _asked.TrySetResult();
        if (context.Cancel)
            _stopping.Cancel();
    }
}
