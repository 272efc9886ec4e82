using Bourse.Engine;
using Bourse.Exchange;

namespace Bourse.Gateway.WebSocket;

/// <summary>What an account has and has open at one moment, in parts that make frames of bounded length.</summary>
internal sealed record OrderSnapshot(Portfolio Account, IReadOnlyList<OpenOrder> Orders)
{
    private const int OrdersPerPart = 500;

    /// <summary>Reads it; on the engine's thread.</summary>
    public static OrderSnapshot? Of(EngineView view, int account) => view.PortfolioOf(account) is { } portfolio
        ? new OrderSnapshot(portfolio, view.Walk.OrdersOf(account))
        : null;

    /// <summary>At least one part; what is not of orders is in the first.</summary>
    public IEnumerable<Part> Parts()
    {
        var count = Math.Max(1, (Orders.Count + OrdersPerPart - 1) / OrdersPerPart);
        for (var i = 0; i < count; i++)
            yield return new Part(Account, [.. Orders.Skip(i * OrdersPerPart).Take(OrdersPerPart)], i + 1, count);
    }

    /// <param name="Number">From 1.</param>
    internal sealed record Part(Portfolio Account, IReadOnlyList<OpenOrder> Orders, int Number, int Count);
}
