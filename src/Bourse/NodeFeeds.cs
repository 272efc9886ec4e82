using Bourse.Feeds;
using Bourse.Feeds.Csv;
using Bourse.Feeds.Relay;
using Bourse.Feeds.Replay;
using Bourse.Feeds.Synthetic;

namespace Bourse;

/// <summary>The feeds that the settings ask for.</summary>
internal static class NodeFeeds
{
    /// <summary>The ASX ticks that come with the program.</summary>
    public static string SampleFolder => Path.Combine(AppContext.BaseDirectory, "samples", "asx");

    /// <exception cref="FeedException">A file or a profile cannot be used.</exception>
    public static List<IFeed> Create(NodeOptions options, TimeProvider clock)
    {
        var feeds = new List<IFeed>();
        if (options.Sample)
            feeds.Add(Archive("asx-sample", AsxArchive.Files(SampleFolder), options));
        if (options.Feeds.Csv.Files.Count > 0)
            feeds.Add(Archive("csv", options.Feeds.Csv.Files, options));
        if (options.Feeds.Synthetic.IsEnabled)
            feeds.Add(new SyntheticFeed("synthetic", options.Feeds.Synthetic, clock));
        feeds.AddRange(options.Feeds.Relays.Select(relay => new RelayFeed($"relay {relay.Address}", relay, clock)));
        feeds.AddRange(options.Replays.Select(replay => Replay(replay, clock)));
        return feeds;
    }

    public static CsvFeed Archive(string name, IReadOnlyList<CsvFile> files, NodeOptions options) =>
        new(name, files, options.Feeds.Csv, Path.Combine(options.Data, "dead-letters"));

    private static ReplayFeed Replay(ReplaySource replay, TimeProvider clock) => new(
        $"replay {replay.Data}",
        DataDirectory.TapeIn(replay.Data),
        new ReplayOptions { Speed = replay.Speed, Symbols = replay.Symbols, Clock = ReplayClock.Venue },
        clock);
}
