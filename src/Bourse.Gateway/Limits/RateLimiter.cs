using Bourse.Gateway.Auth;
using Bourse.Gateway.Metrics;
using Bourse.Gateway.Rest;
using Microsoft.AspNetCore.Http;

namespace Bourse.Gateway.Limits;

/// <summary>
/// Lets each address, and each key or address by what it asks, make only so many requests, and tells how many are left.
/// Clients of the Unix socket have no limit. Any thread, without a lock.
/// </summary>
internal sealed class RateLimiter
{
    private const string LimitHeader = "X-RateLimit-Limit";
    private const string RemainingHeader = "X-RateLimit-Remaining";
    private const string ResetHeader = "X-RateLimit-Reset";

    private static readonly Problem OfAddress = new(
        StatusCodes.Status429TooManyRequests, ProblemCode.TooManyRequests,
        "This address makes more requests than are allowed; wait as long as Retry-After says.");

    private static readonly Problem OfClass = new(
        StatusCodes.Status429TooManyRequests, ProblemCode.TooManyRequests,
        "More requests of this kind than are allowed; wait as long as Retry-After says.");

    // By class.
    private readonly RateLimit[] _limits;
    private readonly string[] _limitTexts;
    private readonly Buckets _buckets;
    private readonly GatewayMeter _meter;
    private readonly TimeProvider _clock;

    public RateLimiter(GatewayOptions options, GatewayMeter meter, TimeProvider clock)
    {
        (_meter, _clock) = (meter, clock);
        _buckets = new Buckets(options.Rates.BucketsMax, clock);
        _limits =
        [
            RateLimit.Of(options.RequestsPerSecondMax, options.RequestBurstMax, clock),
            .. new[]
            {
                options.Rates.MarketPerSecondMax, options.Rates.ReadPerSecondMax, options.Rates.TradePerSecondMax,
                options.Rates.AdminPerSecondMax, options.Rates.AuthenticationPerSecondMax,
            }.Select(most => RateLimit.Of(most, most, clock)),
        ];
        _limitTexts = [.. _limits.Select(limit => NumberText.Of(limit.Burst))];
    }

    /// <summary>Before anything is looked at: all requests of an address.</summary>
    public RequestDelegate BeforeAll(RequestDelegate next) => context =>
    {
        if (context.Connection.RemoteIpAddress is not { } address)
            return next(context);
        var bucket = _buckets.Of("", Subscriber.Of(address), RateClass.Address);
        return bucket.TryTake(_limits[(int)RateClass.Address], _clock.GetTimestamp(), out var left)
            ? next(context)
            : RefuseAsync(context, OfAddress, left);
    };

    /// <summary>Once it is known who asks for what.</summary>
    public RequestDelegate BeforeEndpoints(RequestDelegate next) => context =>
    {
        if (context.Connection.RemoteIpAddress is not { } address
            || context.GetEndpoint()?.Metadata.GetMetadata<Operation>() is not { Rate: not RateClass.Address } operation)
            return next(context);
        var caller = Caller.Of(context);
        var key = !caller.IsKnown ? "" : caller.Key.Length > 0 ? caller.Key : caller.User;
        var bucket = _buckets.Of(key, key.Length > 0 ? 0 : Subscriber.Of(address), operation.Rate);
        ref readonly var limit = ref _limits[(int)operation.Rate];
        var isTaken = bucket.TryTake(limit, _clock.GetTimestamp(), out var left);
        var headers = context.Response.Headers;
        headers[LimitHeader] = _limitTexts[(int)operation.Rate];
        headers[RemainingHeader] = NumberText.Of(isTaken ? (limit.Span - left) / limit.Interval : 0);
        headers[ResetHeader] = NumberText.Of(Seconds(isTaken ? left : limit.Span));
        return isTaken ? next(context) : RefuseAsync(context, OfClass, left);
    };

    private long Seconds(long ticks) => (ticks + _clock.TimestampFrequency - 1) / _clock.TimestampFrequency;

    private Task RefuseAsync(HttpContext context, Problem problem, long left)
    {
        _meter.CountRefusedRequest();
        context.Response.Headers.RetryAfter = NumberText.Of(Math.Max(1, Seconds(left)));
        return problem.WriteAsync(context);
    }
}
