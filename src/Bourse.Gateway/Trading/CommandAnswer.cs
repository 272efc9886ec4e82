using System.Runtime.InteropServices;
using System.Text.Json;
using Bourse.Engine;
using Bourse.Exchange;
using Bourse.Gateway.Auth;
using Bourse.Gateway.Rest;
using Bourse.Records;
using Microsoft.AspNetCore.Http;

namespace Bourse.Gateway.Trading;

/// <summary>What operations that hand commands to the exchange, or ask it, have in common.</summary>
internal static class CommandAnswer
{
    public const string KeyHeader = "Idempotency-Key";

    /// <summary>Answers 202 with what a command came to, or the problem that it is; the audit trail gets its sequence.</summary>
    public static Task WriteAsync<T>(
        HttpContext context, in Answer answer, T request, Action<Utf8JsonWriter, (Answer, T)> write)
    {
        if (AuditNote.Of(context) is { } note)
            note.CommandSequence = answer.Sequence;
        if (AnswerProblem.Of(answer) is { } problem)
            return RefuseAsync(context, problem);
        context.Response.StatusCode = StatusCodes.Status202Accepted;
        return SmallAnswer.WriteAsync(context, (answer, request), write);
    }

    /// <summary>The same, of a command that makes nothing but perhaps something with a number.</summary>
    public static Task WriteAsync(HttpContext context, in Answer answer) =>
        WriteAsync(context, answer, 0, static (json, made) => TradingJson.WriteMade(json, made.Item1));

    /// <summary>The same, of a command that ends orders: how many.</summary>
    public static Task WriteEndedAsync(HttpContext context, in Answer answer) =>
        WriteAsync(context, answer, 0, static (json, ended) => TradingJson.WriteEnded(json, ended.Item1));

    /// <summary>Hands in a command, unless something is wrong with what asks for it, and answers what it came to.</summary>
    public static async Task TellAsync<T>(
        HttpContext context, Engine.Engine engine, CommandType type, T command, Problem? fault = null)
        where T : unmanaged
    {
        if (fault is not null)
            await fault.WriteAsync(context);
        else
            await WriteAsync(context, await engine.Submit(type, Bytes(command)));
    }

    /// <summary>Answers with a problem: when to try again is said where that may help.</summary>
    public static Task RefuseAsync(HttpContext context, Problem problem)
    {
        if (problem.Status == StatusCodes.Status503ServiceUnavailable)
            context.Response.Headers.RetryAfter = "1";
        return problem.WriteAsync(context);
    }

    public static ReadOnlySpan<byte> Bytes<T>(in T command)
        where T : unmanaged => MemoryMarshal.AsBytes(new ReadOnlySpan<T>(in command));

    /// <summary>Answers for an exchange that cannot be asked now.</summary>
    public static RequestDelegate Guarded(RequestDelegate answer) => async context =>
    {
        try
        {
            await answer(context);
        }
        catch (EngineUnavailableException fault)
        {
            await RefuseAsync(context, AnswerProblem.Of(fault));
        }
        catch (RecordsUnavailableException fault)
        {
            await RefuseAsync(context, AnswerProblem.Of(fault));
        }
    };

    /// <summary>A part of the path; a '/' in it reaches us as it is written there.</summary>
    public static string RouteText(HttpContext context, string name)
    {
        var text = (string)context.Request.RouteValues[name]!;
        return text.Contains('%', StringComparison.Ordinal)
            ? text.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase)
            : text;
    }

    /// <summary>Remembers for the audit trail what a command is for.</summary>
    public static void Note(HttpContext context, string target, string detail = "")
    {
        if (AuditNote.Of(context) is { } note)
            (note.Target, note.Detail) = (target, detail);
    }
}
