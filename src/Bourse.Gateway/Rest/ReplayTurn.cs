namespace Bourse.Gateway.Rest;

/// <summary>Whose turn it is to read the tape for an answer: each keeps a thread busy, so that few do at once.</summary>
internal sealed class ReplayTurn : IDisposable
{
    private const int ReplaysMax = 2;

    private static readonly SemaphoreSlim Turns = new(ReplaysMax);

    /// <summary>Waits for a turn, which ends when it is disposed.</summary>
    /// <exception cref="OperationCanceledException">Nobody waits for the answer any more.</exception>
    public static async Task<ReplayTurn> TakeAsync(CancellationToken stopping)
    {
        await Turns.WaitAsync(stopping);
        return new ReplayTurn();
    }

    public void Dispose() => Turns.Release();
}
