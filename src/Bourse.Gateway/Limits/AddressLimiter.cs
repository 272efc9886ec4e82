using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using Bourse.Gateway.Metrics;
using Bourse.Gateway.Rest;
using Microsoft.AspNetCore.Http;

namespace Bourse.Gateway.Limits;

/// <summary>
/// Lets each address make only so many requests: a bucket of tokens an address, filled at a steady rate. Clients of
/// the Unix socket have no address and no limit. Buckets that are full again are forgotten by the framework.
/// </summary>
internal sealed class AddressLimiter : IDisposable
{
    private static readonly TimeSpan RefillPeriod = TimeSpan.FromMilliseconds(100);
    private static readonly Problem Refusal = new(
        StatusCodes.Status429TooManyRequests,
        ProblemCode.TooManyRequests,
        "This address makes more requests than are allowed; wait as long as Retry-After says.");

    private readonly PartitionedRateLimiter<IPAddress> _limiter;
    private readonly GatewayMeter _meter;

    public AddressLimiter(GatewayOptions options, GatewayMeter meter)
    {
        _meter = meter;
        var bucket = new TokenBucketRateLimiterOptions
        {
            TokenLimit = options.RequestBurstMax,
            TokensPerPeriod = Math.Max(1, options.RequestsPerSecondMax / 10),
            ReplenishmentPeriod = options.RequestsPerSecondMax >= 10
                ? RefillPeriod
                : TimeSpan.FromSeconds(1.0 / options.RequestsPerSecondMax),
            QueueLimit = 0,
            AutoReplenishment = true,
        };
        _limiter = PartitionedRateLimiter.Create<IPAddress, IPAddress>(
            address => RateLimitPartition.GetTokenBucketLimiter(address, _ => bucket));
    }

    public RequestDelegate Before(RequestDelegate next) => context =>
    {
        if (context.Connection.RemoteIpAddress is not { } address)
            return next(context);
        using var lease = _limiter.AttemptAcquire(Subscriber(address));
        return lease.IsAcquired ? next(context) : RefuseAsync(context, lease);
    };

    public void Dispose() => _limiter.Dispose();

    /// <summary>Whom an address stands for: in IPv6 one subscriber has a whole /64.</summary>
    internal static IPAddress Subscriber(IPAddress address)
    {
        if (address.AddressFamily != AddressFamily.InterNetworkV6)
            return address;
        if (address.IsIPv4MappedToIPv6)
            return address.MapToIPv4();
        Span<byte> bytes = stackalloc byte[16];
        address.TryWriteBytes(bytes, out _);
        bytes[8..].Clear();
        return new IPAddress(bytes);
    }

    private Task RefuseAsync(HttpContext context, RateLimitLease lease)
    {
        _meter.CountRefusedRequest();
        var wait = lease.TryGetMetadata(MetadataName.RetryAfter, out var known) ? known : RefillPeriod;
        context.Response.Headers.RetryAfter = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)).ToString("D", null);
        return Refusal.WriteAsync(context);
    }
}
