using System.CommandLine;
using Bourse.Engine;
using Bourse.Feeds;
using Bourse.Gateway;
using Bourse.Journal;
using Bourse.Output;
using Bourse.Settings;
using Microsoft.Extensions.Logging;

namespace Bourse.Commands;

/// <summary><c>bourse serve</c>: runs the roles until it is told to stop.</summary>
internal static class ServeCommand
{
    private static readonly Option<string?> Data = new("--data") { Description = "The data directory (./data)." };
    private static readonly Option<int?> Port = new("--port") { Description = "The HTTP port (8080); 0 takes a free one." };
    private static readonly Option<string?> Address = new("--address")
    {
        Description = "The address to listen on (127.0.0.1); * for all. At others than loopback everything needs a key.",
    };

    private static readonly Option<string?> Roles = new("--roles")
    {
        Description = "Some of feeds,exchange,gateway,relay (all).",
    };

    private static readonly Option<bool> NoSample = new("--no-sample") { Description = "Leave the ASX sample out." };
    private static readonly Option<bool> NoSynthetic = new("--no-synthetic")
    {
        Description = "Leave the synthetic market out.",
    };

    private static readonly Option<bool> NoBots = new("--no-bots")
    {
        Description = "Leave the bots out that make a market on our own exchange.",
    };

    private static readonly Option<bool> Live = new("--live")
    {
        Description = "Follow the venues of config/venues.json that are enabled there.",
    };

    private static readonly Option<bool> Capture = new("--capture")
    {
        Description = "Keep every frame of venues as it was received, in the data directory's captures.",
    };

    private static readonly Option<string?> LogAs = new("--log-format")
    {
        Description = "plain (one line for a person), or json (one object a line).",
    };

    private static readonly Option<string?> Config = CommonOptions.Config();
    private static readonly Option<string[]> Set = CommonOptions.Set();

    public static Command Create()
    {
        var command = new Command(
            "serve",
            "Serve a market: five days of ASX ticks, a live synthetic market, and our own exchange with bots to trade "
            + "with, unless told otherwise. "
            + "Example: bourse serve --port 8081 --data /var/lib/bourse")
        {
            Data, Port, Address, Roles, NoSample, NoSynthetic, NoBots, Live, Capture, LogAs, Config, Set,
        };
        command.SetAction((invocation, _) => RunAsync(invocation));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult invocation)
    {
        if (NodeSettings.Load(Overrides(invocation), invocation.GetValue(Config)) is not { } options)
            return ExitCode.Misused;
        using var logging = CreateLogging(options.Gateway.LogFormat);
        using var stop = new StopSignal();
        try
        {
            await using var node = await Node.StartAsync(options, logging.CreateLogger("bourse"), TimeProvider.System);
            var key = ServeBanner.AnnounceKeyAsync(node, stop.Token);
            ServeBanner.Print(node, options);
            await Task.WhenAll(key, ServeBanner.AnnounceLoadedAsync(node, stop.Token));
            await stop.WaitAsync();
            Console.WriteLine("Stopping: feeds first, then the tape is flushed and closed.");
        }
        catch (Exception fault) when (fault is JournalException or BlotterException
            or EngineUnavailableException or GatewayException or FeedException or IOException
            or UnauthorizedAccessException or System.Net.Sockets.SocketException)
        {
            return Screen.Fail(fault.Message);
        }

        Console.WriteLine("Stopped.");
        return ExitCode.Fine;
    }

    private static Dictionary<string, string?> Overrides(ParseResult invocation)
    {
        var overrides = CommonOptions.Overrides(invocation.GetValue(Set));
        Put("Data", invocation.GetValue(Data));
        Put("Gateway:Port", invocation.GetValue(Port)?.ToString(System.Globalization.CultureInfo.InvariantCulture));
        Put("Gateway:Address", invocation.GetValue(Address));
        Put("Gateway:LogFormat", invocation.GetValue(LogAs));
        Put("Roles", invocation.GetValue(Roles));
        Put("Sample", invocation.GetValue(NoSample) ? "false" : null);
        Put("Feeds:Synthetic:IsEnabled", invocation.GetValue(NoSynthetic) ? "false" : null);
        Put("Bots:IsEnabled", invocation.GetValue(NoBots) ? "false" : null);
        Put("Feeds:Venues:Live", invocation.GetValue(Live) ? "true" : null);
        Put("Feeds:Venues:Capture:IsEnabled", invocation.GetValue(Capture) ? "true" : null);
        return overrides;

        void Put(string name, string? value)
        {
            if (value is not null)
                overrides[name] = value;
        }
    }

    private static ILoggerFactory CreateLogging(LogFormat format) => LoggerFactory.Create(logging =>
    {
        logging.SetMinimumLevel(LogLevel.Information);
        ConsoleLog.Add(logging, format);
    });
}
