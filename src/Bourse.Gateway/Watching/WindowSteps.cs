using Bourse.Market;

namespace Bourse.Gateway.Watching;

/// <summary>
/// How a window is kept: in steps of a second, or of a 600th of the window where that is longer, so that no window takes more
/// than so many. It reaches back over the step of the newest event and those before it, never further than its length.
/// </summary>
internal readonly record struct WindowSteps(int Count, long Nanoseconds)
{
    public const int CountMax = 600;

    public static WindowSteps Of(int seconds)
    {
        var step = (seconds + CountMax - 1) / CountMax;
        return new WindowSteps(Math.Max(1, seconds / step), step * Timestamp.PerSecond);
    }

    /// <summary>The step that a time falls into.</summary>
    public long Of(long time) => (time / Nanoseconds) - (time % Nanoseconds < 0 ? 1 : 0);
}
