using System.ComponentModel.DataAnnotations;

namespace Bourse.Feeds.Capture;

/// <summary>Whether venues' raw frames are kept, and how many.</summary>
public sealed record CaptureOptions
{
    /// <summary>Keep every frame of every venue as it was on the wire, in the folder captures.</summary>
    public bool IsEnabled { get; init; }

    /// <summary>The size of all captures together, in MiB; beyond it nothing more is kept, and nothing deleted.</summary>
    [Range(1, 100_000_000)]
    public int MegabytesMax { get; init; } = 10_240;

    /// <summary>Frames of one connection that wait to be written, in MiB; what does not fit is lost.</summary>
    [Range(1, 1_024)]
    public int QueueMegabytesMax { get; init; } = 16;
}
