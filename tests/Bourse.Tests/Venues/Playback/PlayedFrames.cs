using System.Text;
using Bourse.Feeds.Playback;
using Past = Bourse.Feeds.Playback.Playback;

namespace Bourse.Tests.Venues.Playback;

/// <summary>A client without a socket: it asks, and takes every frame.</summary>
internal static class PlayedFrames
{
    public static List<string> Ask(this Past playback, string request)
    {
        playback.Hear(Encoding.UTF8.GetBytes(request));
        return playback.Voice.Taken();
    }

    /// <summary>Plays to the end, as fast as it goes.</summary>
    public static IEnumerable<byte[]> PlayAll(this Past playback)
    {
        while (!playback.HasEnded)
        {
            Assert.Equal(TimeSpan.Zero, playback.Play());
            for (var i = 0; i < playback.Voice.Frames.Count; i++)
                yield return playback.Voice.Frames[i].ToArray();
            playback.Voice.Frames.Clear();
        }
    }

    public static List<string> Taken(this PlaybackVoice voice)
    {
        var frames = voice.Frames.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).ToList();
        voice.Frames.Clear();
        return frames;
    }
}
