using Bourse.Gateway.Auth;
using System.Text.Json;
using Bourse.Gateway.Json;
using Bourse.Gateway.Rest;
using Microsoft.AspNetCore.Http;

namespace Bourse.Gateway.Health;

/// <summary>Whether the program lives, whether it is ready, and how each of its parts is.</summary>
internal sealed class HealthEndpoints(IReadOnlyList<HealthPart> parts)
{
    public static readonly Operation AllOperation = Describe("getHealth", "/health", "How each part is") with
    {
        Description = "503 unless the program is ready: no part is starting and none is down.",
    };

    public static readonly Operation LiveOperation =
        Describe("getLiveness", "/health/live", "Whether the program lives") with
        {
            Description = "503 when a part has stopped for good, so that only a restart helps. Names just those parts.",
        };

    public static readonly Operation ReadyOperation =
        Describe("getReadiness", "/health/ready", "Whether questions are answered") with
        {
            Description = "503 while a part is starting (rebuilding, not caught up) or down. Names just those parts.",
        };

    public Task AllAsync(HttpContext context) => AnswerAsync(context, isNamed: _ => true, isOk: IsReady);

    public Task LiveAsync(HttpContext context) =>
        AnswerAsync(context, isNamed: health => !IsLive(health), isOk: IsLive);

    public Task ReadyAsync(HttpContext context) =>
        AnswerAsync(context, isNamed: health => !IsReady(health), isOk: IsReady);

    private static Operation Describe(string id, string path, string summary) => new(id, path, summary)
    {
        Tag = "Operation",
        Access = Access.Open,
        Answer = "Health",
        OtherAnswers = [StatusCodes.Status503ServiceUnavailable],
        Problems = [StatusCodes.Status400BadRequest, StatusCodes.Status429TooManyRequests],
    };

    private static bool IsLive(PartHealth health) => health.Status != HealthStatus.Down;

    private static bool IsReady(PartHealth health) => health.Status is HealthStatus.Up or HealthStatus.Degraded;

    private Task AnswerAsync(HttpContext context, Func<PartHealth, bool> isNamed, Func<PartHealth, bool> isOk)
    {
        List<(string Name, PartHealth Health)> read = [.. parts.Select(part => (part.Name, Read(part)))];
        if (!read.TrueForAll(part => isOk(part.Health)))
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        var worst = read.Select(part => part.Health.Status).DefaultIfEmpty(HealthStatus.Up).Max();
        var named = read.Where(part => isNamed(part.Health));
        return SmallAnswer.WriteAsync(
            context, (worst, named), static (json, health) => Write(json, health.worst, health.named));
    }

    // Whoever asks wants to know how the others are, too.
    private static PartHealth Read(HealthPart part)
    {
        try
        {
            return part.Read();
        }
        catch (Exception fault)
        {
            return new PartHealth(HealthStatus.Down, $"It did not say: {fault.Message}");
        }
    }

    private static void Write(
        Utf8JsonWriter json, HealthStatus worst, IEnumerable<(string Name, PartHealth Health)> parts)
    {
        json.WriteStartObject();
        json.WriteString(Names.Status, NameOf(worst));
        json.WriteStartObject(Names.Parts);
        foreach (var (name, health) in parts)
        {
            json.WriteStartObject(name);
            json.WriteString(Names.Status, NameOf(health.Status));
            json.WriteString(Names.Reason, health.Reason);
            foreach (var (fact, value) in health.Facts)
            {
                json.WritePropertyName(fact);
                if (value is null)
                    json.WriteNullValue();
                else
                    value.WriteTo(json);
            }

            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static string NameOf(HealthStatus status) => status switch
    {
        HealthStatus.Up => "up",
        HealthStatus.Degraded => "degraded",
        HealthStatus.Starting => "starting",
        _ => "down",
    };
}
