using System.ComponentModel.DataAnnotations;
using Bourse.Feeds.Capture;

namespace Bourse.Feeds.Venues;

/// <summary>How venues are followed.</summary>
public sealed record VenueFeedOptions
{
    /// <summary>The registry: which venues and instruments.</summary>
    [Required(AllowEmptyStrings = false)]
    public string File { get; init; } = "config/venues.json";

    /// <summary>Connect to the venues of the registry. Otherwise nothing is connected to.</summary>
    public bool Live { get; init; }

    /// <summary>Whether every frame is kept as it was received, for replay and for questions afterwards.</summary>
    public CaptureOptions Capture { get; init; } = new();

    /// <summary>The first wait after a lost connection; it doubles with each failure, less a part by chance.</summary>
    [Range(1, 60_000)]
    public int ReconnectMillisMin { get; init; } = 250;

    [Range(1, 600_000)]
    public int ReconnectMillisMax { get; init; } = 30_000;

    /// <summary>Opening a connection may take so long, the answer to a request over REST too.</summary>
    [Range(100, 120_000)]
    public int ConnectMillisMax { get; init; } = 10_000;

    /// <summary>The least time between two requests over REST; 0 takes the protocol's.</summary>
    [Range(0, 60_000)]
    public int RequestMillisMin { get; init; }

    /// <summary>Silence for so long means a dead connection; 0 takes the protocol's.</summary>
    [Range(0, 3_600_000)]
    public int SilenceMillisMax { get; init; }

    /// <summary>The largest message of a venue; a larger one is passed over, and told.</summary>
    [Range(1024, 1 << 30)]
    public int FrameBytesMax { get; init; } = 64 << 20;

    /// <summary>Changes of one book that are kept while its snapshot is awaited.</summary>
    [Range(10, 1_000_000)]
    public int HeldChangesMax { get; init; } = 10_000;

    /// <summary>The wait before a book is asked for a second time within a minute; it doubles.</summary>
    [Range(1, 60_000)]
    public int ResyncMillisMin { get; init; } = 1_000;

    [Range(1, 3_600_000)]
    public int ResyncMillisMax { get; init; } = 60_000;

    /// <summary>Bids above asks for so long mean that the book is wrong; it is asked for anew.</summary>
    [Range(0, 600_000)]
    public int CrossedMillisMax { get; init; } = 1_000;
}
