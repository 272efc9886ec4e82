using Bourse.Market;

namespace Bourse.Feeds.Playback;

/// <summary>
/// What is played: something that happened after the other, each with its time. Implemented by <see cref="TapePast"/>,
/// what a tape holds, and <see cref="CapturePast"/>, captured frames. One thread.
/// </summary>
internal abstract class PlaybackPast : IDisposable
{
    /// <summary>The time of what <see cref="TryMove"/> came to.</summary>
    public abstract Timestamp Time { get; }

    /// <summary>Moves to what happened next; false at the end.</summary>
    /// <exception cref="FeedException">The past cannot be read.</exception>
    public abstract bool TryMove();

    /// <summary>Lets it happen: the markets take it, the voice tells it.</summary>
    public abstract void Happen(PlaybackVoice voice);

    public abstract long Sequence { get; }

    public abstract void Dispose();
}
