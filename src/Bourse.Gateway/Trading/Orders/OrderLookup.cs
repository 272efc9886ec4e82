using Bourse.Engine;

namespace Bourse.Gateway.Trading;

/// <summary>Finds out what became of an order. Any thread.</summary>
internal sealed class OrderLookup(OrderReader blotter)
{
    /// <summary>Null when there is no such order.</summary>
    /// <exception cref="EngineUnavailableException">The exchange is stopping, or its disk has failed.</exception>
    public Task<OrderReport?> FindAsync(long id, CancellationToken stopping) => id <= 0
        ? Task.FromResult<OrderReport?>(null)
        : blotter.FindAsync(id, stopping);
}
