using System.Diagnostics.Metrics;
using System.Net.Sockets;
using Bourse.Gateway.Auth;
using Bourse.Gateway.Dashboard;
using Bourse.Gateway.Docs;
using Bourse.Gateway.Feeds;
using Bourse.Gateway.Health;
using Bourse.Gateway.Limits;
using Bourse.Gateway.Metrics;
using Bourse.Gateway.OpenApi;
using Bourse.Gateway.People;
using Bourse.Gateway.Playback;
using Bourse.Gateway.Rest;
using Bourse.Gateway.Telemetry;
using Bourse.Gateway.Trading;
using Bourse.Gateway.Watching;
using Bourse.Gateway.WebSocket;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Bourse.Gateway;

/// <summary>
/// Everything a client talks to, on one Kestrel server. It is given finished objects and only hands them to endpoints:
/// no scanning, no configuration files, no signal handling of its own.
/// </summary>
public sealed class GatewayHost : IAsyncDisposable
{
    private readonly WebApplication _app;

    private GatewayHost(WebApplication app) => _app = app;

    /// <summary>Where it listens, with the port that was taken where any would do.</summary>
    public Uri Address => new(_app.Services.GetRequiredService<IServer>()
        .Features.Get<IServerAddressesFeature>()!.Addresses
        .First(address => address.StartsWith("http", StringComparison.Ordinal) && !address.Contains("unix:"))
        .Replace("[::]", "127.0.0.1", StringComparison.Ordinal));

    /// <summary>All that is served at a path of its own.</summary>
    internal IReadOnlyList<Endpoint> Endpoints =>
        ((IEndpointRouteBuilder)_app).DataSources.SelectMany(source => source.Endpoints).ToList();

    /// <summary>Starts listening.</summary>
    /// <exception cref="GatewayException">The address cannot be listened on.</exception>
    public static async Task<GatewayHost> StartAsync(
        GatewayOptions options, GatewayParts parts, CancellationToken stopping = default)
    {
        Listening.ClearSocket(options);
        var app = Build(options, parts);
        try
        {
            await app.StartAsync(stopping);
            Listening.GuardSocket(options);
            return new GatewayHost(app);
        }
        catch (Exception fault) when (fault is IOException or SocketException)
        {
            await app.DisposeAsync();
            throw Listening.Explain(fault, options);
        }
    }

    /// <summary>Takes no more requests, and waits for running ones as long as the settings allow.</summary>
    public Task StopAsync(CancellationToken stopping = default) => _app.StopAsync(stopping);

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static WebApplication Build(GatewayOptions options, GatewayParts parts)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration()
            .ConfigureKestrel(kestrel => Listening.Configure(kestrel, options, parts.Clock));
        ConfigureLogging(builder.Logging, options);
        var services = builder.Services;
        services.AddSingleton<IHostLifetime, QuietLifetime>();
        services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(options.StopSecondsMax));
        services.AddRoutingCore();
        services.AddRequestTimeouts();
        services.AddCors();
        services.AddOpenApi("v1", Description.Configure);
        services.AddSingleton(provider => new GatewayMeter(provider.GetRequiredService<IMeterFactory>()));
        services.AddSingleton(provider => new MetricsReader(provider.GetRequiredService<IMeterFactory>()));
        services.AddSingleton(_ => new TelemetryExport(options.Telemetry));
        var app = builder.Build();
        UsePipeline(app, options, parts);
        MapEndpoints(app, options, parts);
        return app;
    }

    private static void ConfigureLogging(ILoggingBuilder logging, GatewayOptions options)
    {
        logging.SetMinimumLevel(options.LogLevel);
        logging.AddFilter("Microsoft", LogLevel.Error);
        // Why it did not start is said by the exception.
        logging.AddFilter("Microsoft.Extensions.Hosting", LogLevel.None);
        ConsoleLog.Add(logging, options.LogFormat);
    }

    // In the order in which a request passes.
    private static void UsePipeline(WebApplication app, GatewayOptions options, GatewayParts parts)
    {
        // Who reads the metrics listens before anybody measures.
        app.Services.GetRequiredService<MetricsReader>();
        app.Services.GetRequiredService<TelemetryExport>();
        var meter = app.Services.GetRequiredService<GatewayMeter>();
        var log = app.Services.GetRequiredService<ILogger<FrontDoor>>();
        app.Use(next => new FrontDoor(next, meter, log).InvokeAsync);
        app.Use(new HostGate(options).Before);
        var rates = new RateLimiter(options, meter, parts.Clock);
        app.Use(rates.BeforeAll);
        app.Use(LocalGate.Before);
        var authenticate = parts.Authenticate ?? OnlyOperatorAsync;
        app.Use(next => context => AuthenticateAsync(context, authenticate, next));
        var rights = new Rights(Rights.IsMarketOpen(options));
        var doorkeeper = new Doorkeeper(rights);
        app.Use(doorkeeper.BeforePlayback);
        if (parts.Socket is { } socket)
            PhoenixSocket.Map(
                app, socket,
                new SocketDoor { IsCaughtUp = parts.IsCaughtUp, IsStillValid = parts.IsStillValid, Rights = rights });
        if (parts.Playback is { } playback)
            new PlaybackEndpoint(
                playback, options.WebSocket.AllowedOrigins, parts.IsCaughtUp, app.Lifetime.ApplicationStopping).Map(app);
        app.UseRouting();
        if (options.CorsOrigins.Count > 0)
            app.UseCors(policy => policy.WithOrigins([.. options.CorsOrigins]).WithMethods("GET"));
        app.Use(doorkeeper.BeforeEndpoints);
        app.Use(rates.BeforeEndpoints);
        app.UseRequestTimeouts();
    }

    private static ValueTask<Caller> OnlyOperatorAsync(HttpContext context) =>
        ValueTask.FromResult(context.Connection.RemoteIpAddress is null ? Caller.Operator : Caller.Nobody);

    // Whoever is known is known at once: the usual request is not kept waiting.
    private static Task AuthenticateAsync(
        HttpContext context, Func<HttpContext, ValueTask<Caller>> authenticate, RequestDelegate next)
    {
        var pending = authenticate(context);
        if (!pending.IsCompletedSuccessfully)
            return WaitAsync(pending, context, next);
        context.Features.Set(pending.Result);
        return next(context);

        static async Task WaitAsync(ValueTask<Caller> pending, HttpContext context, RequestDelegate next)
        {
            context.Features.Set(await pending);
            await next(context);
        }
    }

    private static void MapEndpoints(WebApplication app, GatewayOptions options, GatewayParts parts)
    {
        parts.MapLocal?.Invoke(app);
        var directory = new SymbolDirectory(parts.Ticks, parts.Clock);
        var timeout = new RequestTimeoutPolicy { Timeout = TimeSpan.FromSeconds(options.RequestSecondsMax) };
        var routes = new Routes(app, parts.IsCaughtUp, timeout, new Rights(Rights.IsMarketOpen(options)), parts.Audit);
        if (parts.Exchange is { } exchange)
            new TradingRoutes(routes).Map(exchange, parts);
        if (parts.Authenticator is { } authenticator)
            PeopleRoutes.Map(routes, authenticator, parts.Records);
        var pages = new PageEndpoints(directory);
        routes.Map(PageEndpoints.TradesOperation, pages.TradesAsync);
        routes.Map(PageEndpoints.QuotesOperation, pages.QuotesAsync);
        routes.Map(PageEndpoints.BarsOperation, pages.BarsAsync);
        routes.Map(PageEndpoints.StatsOperation, pages.StatsAsync);
        routes.Map(BookEndpoint.Operation, new BookEndpoint(directory, parts.Tape).AnswerAsync);
        routes.Map(ConsolidatedEndpoint.Operation, new ConsolidatedEndpoint(directory, parts.Clock).AnswerAsync);
        routes.Map(SnapshotEndpoint.Operation, new SnapshotEndpoint(directory).AnswerAsync);
        routes.Map(SearchEndpoint.Operation, new SearchEndpoint(directory).AnswerAsync);
        if (parts.Feeds is { } feeds)
            routes.Map(FeedsEndpoint.Operation, new FeedsEndpoint(feeds).AnswerAsync);
        routes.Map(SummaryEndpoint.Operation, new SummaryEndpoint(directory).AnswerAsync);
        routes.Map(IndicatorEndpoint.Operation, new IndicatorEndpoint(directory).AnswerAsync);
        routes.Map(VolumeProfileEndpoint.Operation, new VolumeProfileEndpoint(directory).AnswerAsync);
        routes.Map(DepthHistoryEndpoint.Operation, new DepthHistoryEndpoint(directory, parts.Tape).AnswerAsync);
        routes.Map(CorrelationEndpoint.Operation, new CorrelationEndpoint(directory).AnswerAsync);
        if (parts.Records is { } records)
            WatchingEndpoints.Map(routes, records, parts);

        var health = new HealthEndpoints(parts.Health);
        routes.Map(HealthEndpoints.AllOperation, health.AllAsync);
        routes.Map(HealthEndpoints.LiveOperation, health.LiveAsync);
        routes.Map(HealthEndpoints.ReadyOperation, health.ReadyAsync);
        var metrics = new MetricsEndpoint(app.Services.GetRequiredService<MetricsReader>());
        routes.Map(MetricsEndpoint.Operation, metrics.AnswerAsync);

        var page = new Page(Access.Market);
        app.MapOpenApi("/openapi/{documentName}.json").WithMetadata(page);
        var pageRoutes = app.MapGroup("").WithMetadata(page);
        DocsPages.Map(pageRoutes);
        var landing = new LandingPage(parts.Ticks);
        pageRoutes.MapGet("/about", landing.AnswerAsync);
        // The screen itself holds nothing that anybody might not see: what it shows, it asks for with the reader's own key.
        if (DashboardPages.Read(parts.DashboardFolder) is { } dashboard)
            dashboard.Map(app.MapGroup("").WithMetadata(new Page(Access.Open)));
        else
            pageRoutes.MapGet("/", landing.AnswerAsync);
    }
}
