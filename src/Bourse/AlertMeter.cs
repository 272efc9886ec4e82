using System.Diagnostics.Metrics;
using Bourse.Roles;

namespace Bourse;

/// <summary>What <c>/metrics</c> says of alerts.</summary>
internal static class AlertMeter
{
    public static void Measure(Meter meter, AlertRole alerts, Func<long> lastSequence)
    {
        var (reader, webhooks) = (alerts.Reader, alerts.Webhooks);
        meter.CreateObservableGauge("bourse.alerts.watched", () => reader.Watched, "{alert}", "Alerts that look at the tape.");
        meter.CreateObservableGauge(
            "bourse.alerts.behind", () => reader.HasBegun ? Math.Max(0, lastSequence() - reader.Position) : 0, "{event}",
            "Events on the tape that alerts have not looked at yet.");
        meter.CreateObservableGauge(
            "bourse.alerts.pending", () => reader.Pending, "{change}", "What alerts did that is not recorded yet.");
        meter.CreateObservableCounter(
            "bourse.alerts.fired",
            () => reader.Fired.All.Select(one => new Measurement<long>(
                one.Count, new KeyValuePair<string, object?>("kind", one.Kind))),
            "{firing}", "Alerts that have fired.");
        meter.CreateObservableGauge(
            "bourse.webhooks.waiting", () => webhooks.Waiting, "{firing}", "Firings whose webhook waits.");
        meter.CreateObservableCounter(
            "bourse.webhooks.delivered", () => webhooks.Delivered, "{firing}", "Webhooks that were taken.");
        meter.CreateObservableCounter(
            "bourse.webhooks.failed", () => webhooks.Failed, "{attempt}", "Attempts of webhooks that were not taken.");
        meter.CreateObservableCounter(
            "bourse.webhooks.given_up", () => webhooks.GivenUp, "{firing}", "Webhooks that are tried no more.");
    }
}
