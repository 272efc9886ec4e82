using Bourse.Feeds;
using Bourse.Feeds.Capture;
using Bourse.Feeds.Registry;
using Bourse.Feeds.Venues;
using Bourse.Roles;
using Microsoft.Extensions.Logging;

namespace Bourse;

/// <summary>The venues that the settings, the registry's file and the environment ask for.</summary>
internal static class NodeVenues
{
    /// <summary>The registry that comes with the program.</summary>
    private static string Shipped => Path.Combine(AppContext.BaseDirectory, "config", "venues.json");

    /// <summary>Where the registry is; the one that comes with the program stands in only for the usual place.</summary>
    public static RegistryFile File(VenueFeedOptions options) =>
        new(options.File, options.File == new VenueFeedOptions().File ? Shipped : null);

    /// <exception cref="FeedException">Venues are to be followed, and the file or the environment has mistakes.</exception>
    public static RegistryWatch Watch(VenueFeedOptions options, TimeProvider clock, ILogger log)
    {
        var overrides = RegistryOverrides.Of(Environment.GetEnvironmentVariables());
        var watch = new RegistryWatch(File(options), overrides, clock, log);
        return options.Live && watch.Refusal is { } refusal
            ? throw new FeedException($"the venues cannot be followed: {refusal.Reason}")
            : watch;
    }

    /// <summary>Who follows venues; null where nobody is to.</summary>
    public static FeedDesk? Desk(NodeOptions options, Tape.Tape tape, TimeProvider clock, ILogger log)
    {
        var venues = options.Feeds.Venues;
        if (!venues.Live)
            return null;
        var captures = venues.Capture.IsEnabled
            ? new CaptureFolder(DataDirectory.CapturesIn(options.Data), venues.Capture)
            : null;
        return new FeedDesk(
            tape,
            (name, venue, symbols) => new VenueFeed(name, venue, symbols, venues, clock) { Captures = captures },
            log);
    }
}
