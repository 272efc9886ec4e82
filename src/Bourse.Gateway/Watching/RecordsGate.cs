using Bourse.Gateway.Trading;
using Bourse.Records;
using Microsoft.AspNetCore.Http;

namespace Bourse.Gateway.Watching;

/// <summary>Answers with a problem while the database of the records does not.</summary>
internal static class RecordsGate
{
    public static RequestDelegate Before(RequestDelegate next) => async context =>
    {
        try
        {
            await next(context);
        }
        catch (RecordsUnavailableException fault)
        {
            context.Response.Headers.RetryAfter = "1";
            await AnswerProblem.Of(fault).WriteAsync(context);
        }
    };
}
