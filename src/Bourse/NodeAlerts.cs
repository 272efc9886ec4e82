using System.Text.Json.Nodes;
using Bourse.Gateway;
using Bourse.Gateway.Health;
using Bourse.Gateway.Watching;
using Bourse.Records;
using Bourse.Roles;
using Microsoft.Extensions.Logging;

namespace Bourse;

/// <summary>Alerts of a running node: who watches the tape, who is told, and how they are.</summary>
internal static class NodeAlerts
{
    /// <exception cref="GatewayException">A setting of webhooks is no address, or their key cannot be read.</exception>
    public static WebhookSecrets Start(
        NodeParts parts, RecordsDatabase records, NodeOptions options, TimeProvider clock, ILogger log)
    {
        var secrets = Secrets(options.Data);
        var webhooks = new WebhookQueue(records, secrets, parts.Store, options.Alerts, clock);
        var push = new FiringPush(parts.Hub!.Topics, parts.Store);
        var reader = new AlertReader(parts.Reader, parts.Store, records, options.Alerts, clock)
        {
            Told = fired =>
            {
                push.Tell(fired);
                webhooks.Wake();
            },
        };
        var live = parts.Live!;
        parts.Alerts = new AlertRole(
            reader, webhooks, () => live.IsCaughtUp, options.Tape.Wait,
            TimeSpan.FromMilliseconds(options.Records.RetryMillis), log);
        parts.Alerts.Start();
        return secrets;
    }

    public static PartHealth Health(AlertRole alerts, Func<long> lastSequence)
    {
        var (reader, webhooks) = (alerts.Reader, alerts.Webhooks);
        var facts = new JsonObject
        {
            ["alerts"] = reader.Watched,
            ["position"] = reader.Position,
            ["behind"] = reader.HasBegun ? Math.Max(0, lastSequence() - reader.Position) : null,
            ["skipped"] = reader.Skipped,
            ["pending"] = reader.Pending,
            ["waiting_webhooks"] = webhooks.Waiting,
            ["given_up_webhooks"] = webhooks.GivenUp,
        };
        if (alerts.Fault is { } fault)
            return new PartHealth(HealthStatus.Down, fault) { Facts = facts };
        return reader.Trouble is { } trouble
            ? new PartHealth(HealthStatus.Degraded, trouble) { Facts = facts }
            : new PartHealth(HealthStatus.Up) { Facts = facts };
    }

    private static WebhookSecrets Secrets(string dataDirectory)
    {
        try
        {
            return WebhookSecrets.Open(Path.Combine(DataDirectory.KeysIn(dataDirectory), "webhook"));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new GatewayException($"The key of webhooks cannot be used: {fault.Message}", fault);
        }
    }
}
