using Microsoft.Extensions.Hosting;

namespace Bourse.Gateway;

/// <summary>The program itself decides when to stop: the host neither listens to signals nor prints.</summary>
internal sealed class QuietLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
