using Bourse.Gateway.Rest;
using Bourse.Records;
using Microsoft.AspNetCore.Http;

namespace Bourse.Gateway.Trading;

/// <summary>Waits until the records know of what a client was told.</summary>
internal static class RecordsWait
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(2);

    private static readonly Problem Behind = new(
        StatusCodes.Status503ServiceUnavailable, ProblemCode.NotReady, "The records have not come so far yet.",
        "min_sequence");

    /// <summary>False when they did not come so far in time, which has been answered.</summary>
    /// <param name="sequence">0: as far as they are.</param>
    public static async Task<bool> ForAsync(HttpContext context, ReaderProgress progress, long sequence)
    {
        if (sequence == 0 || progress.Sequence >= sequence
            || await progress.WaitForAsync(sequence, LongestWait, context.RequestAborted))
            return true;
        await CommandAnswer.RefuseAsync(context, Behind);
        return false;
    }
}
