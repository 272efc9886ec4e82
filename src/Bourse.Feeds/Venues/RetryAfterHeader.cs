using System.Net.Http.Headers;

namespace Bourse.Feeds.Venues;

/// <summary>Reads the header by which a venue says when to come again (RFC 9110, 10.2.3): seconds, or a date.</summary>
internal static class RetryAfterHeader
{
    // Nobody is waited for longer, whatever he says.
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(15);

    /// <summary>How long to wait from now on.</summary>
    public static TimeSpan? WaitFrom(this RetryConditionHeaderValue header, TimeProvider clock)
    {
        var wait = header.Delta ?? header.Date - clock.GetUtcNow();
        return wait is { } asked && asked > TimeSpan.Zero ? (asked < Longest ? asked : Longest) : null;
    }
}
