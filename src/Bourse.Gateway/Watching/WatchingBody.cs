using Bourse.Gateway.Trading;
using Microsoft.AspNetCore.Http;

namespace Bourse.Gateway.Watching;

/// <summary>What is left to refuse once a body's fields are read.</summary>
internal static class WatchingBody
{
    /// <summary>Answers with what is wrong with the fields; false when nothing is.</summary>
    public static async Task<bool> RefuseAsync(HttpContext context, JsonFields fields)
    {
        fields.End();
        if (fields.Fault is null)
            return false;
        await fields.Fault.WriteAsync(context);
        return true;
    }
}
