using Bourse.Market;
using Bourse.Tape;

namespace Bourse.Feeds;

/// <summary>Publishes changes of a feed's state.</summary>
internal static class FeedStatuses
{
    private const int TextLengthMax = 80;

    /// <summary>Publishes the state; a text too long for the tape is cut.</summary>
    public static void PublishState(this TapeInlet tape, FeedState state, string text) =>
        tape.PublishState(default, state, text);

    /// <summary>The same, of a source or of an instrument.</summary>
    public static void PublishState(this TapeInlet tape, in EventHeader header, FeedState state, string text) =>
        tape.Publish(new FeedStatus(header, state, text.Length <= TextLengthMax ? text : text[..TextLengthMax]));
}
