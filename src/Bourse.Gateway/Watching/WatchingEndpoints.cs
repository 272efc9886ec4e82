using Bourse.Gateway.Rest;
using Bourse.Records;

namespace Bourse.Gateway.Watching;

/// <summary>Everything below /v1/watchlists and /v1/alerts.</summary>
internal static class WatchingEndpoints
{
    /// <exception cref="GatewayException">A setting of webhooks is no address.</exception>
    public static void Map(Routes routes, RecordsDatabase records, GatewayParts parts)
    {
        var symbols = new WatchedSymbols(parts.Ticks);
        var limits = parts.AlertOptions;
        var bodies = new AlertBody(symbols, new WebhookTargets(limits.Webhooks));
        new WatchlistEndpoints(records, symbols, limits, parts.Clock).Map(routes);
        new AlertEndpoints(records, bodies, symbols, parts.Tape, parts.Alerts, limits, parts.Clock).Map(routes);
        new FiringEndpoints(records, symbols, parts.WebhookSecrets).Map(routes);
    }
}
