using System.ComponentModel.DataAnnotations;
using Bourse.Feeds.Playback;
using Bourse.Gateway.Auth;
using Bourse.Gateway.Limits;
using Bourse.Gateway.Telemetry;
using Bourse.Gateway.Transport;
using Bourse.Gateway.WebSocket;
using Microsoft.Extensions.Logging;

namespace Bourse.Gateway;

/// <summary>Where the gateway listens and what one client may ask of it.</summary>
public sealed record GatewayOptions
{
    /// <summary>The address to listen on: an IP address, "localhost", or "*" for all of the machine's.</summary>
    [Required(AllowEmptyStrings = false)]
    public string Address { get; init; } = "127.0.0.1";

    /// <summary>The TCP port; 0 takes a free one.</summary>
    [Range(0, 65_535)]
    public int Port { get; init; } = 8080;

    /// <summary>A Unix socket to listen on as well; empty for none. Its clients are not rate-limited.</summary>
    public string UnixSocket { get; init; } = "";

    /// <summary>Open connections, WebSockets included; more are refused at once.</summary>
    [Range(1, 1_000_000)]
    public int ConnectionsMax { get; init; } = 15_000;

    /// <summary>Requests per second that one address may make on and on.</summary>
    [Range(1, 100_000_000)]
    public int RequestsPerSecondMax { get; init; } = 100_000;

    /// <summary>Requests that one address may make at once after a pause.</summary>
    [Range(1, 100_000_000)]
    public int RequestBurstMax { get; init; } = 200_000;

    /// <summary>How long one answer may take to be made and sent, in seconds.</summary>
    [Range(1, 3_600)]
    public int RequestSecondsMax { get; init; } = 30;

    /// <summary>How long a client may take to send its request headers, in seconds.</summary>
    [Range(1, 600)]
    public int HeaderSecondsMax { get; init; } = 10;

    /// <summary>How long an idle connection is kept, in seconds.</summary>
    [Range(1, 3_600)]
    public int KeepAliveSeconds { get; init; } = 120;

    /// <summary>The size of all request headers together, in KiB.</summary>
    [Range(1, 1_024)]
    public int HeaderKilobytesMax { get; init; } = 16;

    /// <summary>The size of a request's body, in KiB.</summary>
    [Range(1, 1_048_576)]
    public int BodyKilobytesMax { get; init; } = 1_024;

    /// <summary>How long running requests may go on when the gateway stops, in seconds.</summary>
    [Range(0, 60)]
    public int StopSecondsMax { get; init; } = 3;

    /// <summary>Web origins whose pages may read answers, each as "https://example.org"; none by default.</summary>
    public IReadOnlyList<string> CorsOrigins { get; init; } = [];

    /// <summary>Bytes per second of a body that a client must send at least, once it has had its first seconds.</summary>
    [Range(1, 1_000_000)]
    public int BodyBytesPerSecondMin { get; init; } = 240;

    /// <summary>How long a body may come more slowly, in seconds.</summary>
    [Range(2, 600)]
    public int BodyGraceSeconds { get; init; } = 5;

    public RateOptions Rates { get; init; } = new();

    public TlsOptions Tls { get; init; } = new();

    public AuthOptions Auth { get; init; } = new();

    public WebSocketLimits WebSocket { get; init; } = new();

    public PlaybackLimits Playback { get; init; } = new();

    public LogFormat LogFormat { get; init; } = LogFormat.Plain;

    /// <summary>What the gateway logs from: Debug tells every request, Warning what went wrong.</summary>
    public LogLevel LogLevel { get; init; } = LogLevel.Warning;

    public TelemetryOptions Telemetry { get; init; } = new();
}
