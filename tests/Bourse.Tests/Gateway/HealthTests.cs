using System.Net;
using Bourse.Gateway.Health;

namespace Bourse.Tests.Gateway;

public class HealthTests
{
    private static readonly HealthPart Tape = new("tape", () => new PartHealth(HealthStatus.Up)
    {
        Facts = { ["last_sequence"] = 7, ["cut_file"] = null },
    });

    [Theory]
    [InlineData(HealthStatus.Up, "up", HttpStatusCode.OK, HttpStatusCode.OK)]
    [InlineData(HealthStatus.Degraded, "degraded", HttpStatusCode.OK, HttpStatusCode.OK)]
    [InlineData(HealthStatus.Starting, "starting", HttpStatusCode.OK, HttpStatusCode.ServiceUnavailable)]
    [InlineData(HealthStatus.Down, "down", HttpStatusCode.ServiceUnavailable, HttpStatusCode.ServiceUnavailable)]
    public async Task The_worst_part_decides(HealthStatus status, string name, HttpStatusCode live, HttpStatusCode ready)
    {
        await using var gateway = await StartAsync(Tape, new("ticks", () => new PartHealth(status, "so it is")));
        var whole = await gateway.TextAsync("/health", ready);
        Assert.Equal(
            "{\"status\":\"" + name + "\",\"parts\":{"
            + "\"tape\":{\"status\":\"up\",\"reason\":null,\"last_sequence\":7,\"cut_file\":null},"
            + "\"ticks\":{\"status\":\"" + name + "\",\"reason\":\"so it is\"}}}",
            whole);
        await gateway.JsonAsync("/health/live", live);
        await gateway.JsonAsync("/health/ready", ready);
    }

    [Fact]
    public async Task Readiness_names_what_is_waited_for()
    {
        await using var gateway = await StartAsync(Tape, new("ticks", () => new PartHealth(HealthStatus.Starting)));
        var answer = await gateway.JsonAsync("/health/ready", HttpStatusCode.ServiceUnavailable);
        Assert.Equal("ticks", Assert.Single(answer["parts"]!.AsObject()).Key);
        answer = await gateway.JsonAsync("/health/live");
        Assert.Empty(answer["parts"]!.AsObject());
    }

    [Fact]
    public async Task A_part_is_asked_each_time()
    {
        var status = HealthStatus.Starting;
        await using var gateway = await StartAsync(new HealthPart("ticks", () => new PartHealth(status)));
        await gateway.JsonAsync("/health/ready", HttpStatusCode.ServiceUnavailable);
        status = HealthStatus.Up;
        await gateway.JsonAsync("/health/ready");
    }

    [Fact]
    public async Task A_part_that_cannot_say_how_it_is_is_down()
    {
        await using var gateway = await StartAsync(new HealthPart("ticks", () => throw new IOException("disk on fire")));
        var answer = await gateway.JsonAsync("/health", HttpStatusCode.ServiceUnavailable);
        Assert.Equal("down", (string?)answer["parts"]!["ticks"]!["status"]);
        Assert.Equal("It did not say: disk on fire", (string?)answer["parts"]!["ticks"]!["reason"]);
    }

    private static Task<RunningGateway> StartAsync(params HealthPart[] parts) =>
        RunningGateway.StartAsync(change: gateway => gateway with { Health = parts });
}
