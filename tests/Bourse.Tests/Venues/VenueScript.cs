using Bourse.Feeds.Capture;
using Bourse.Market;

namespace Bourse.Tests.Venues;

/// <summary>What a <see cref="RecordedVenue"/> plays, and how.</summary>
internal sealed record VenueScript
{
    public required VenueTongue Tongue { get; init; }

    /// <summary>Files below samples/recordings, or anywhere: sockets' frames are merged by time, REST answers are kept.</summary>
    public required IReadOnlyList<string> Recordings { get; init; }

    /// <summary>Which entries are played; null: all.</summary>
    public Func<RecordingEntry, bool>? Chosen { get; init; }

    /// <summary>Seconds of the recording in a second of the clock; 0: as fast as clients take it.</summary>
    public double Speed { get; init; }

    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>The market begins, and after a lost client goes on, when so many channels of symbols are subscribed to.</summary>
    public int StartsAfter { get; init; } = 1;

    /// <summary>Frames that pass unseen each time that clients have gone; then it waits for them. int.MaxValue: it goes on.</summary>
    public int FramesWhileAway { get; init; }

    /// <summary>Frames that are played at first; <see cref="RecordedVenue.PlayTo"/> lets it play more.</summary>
    public int PlaysTo { get; init; } = int.MaxValue;

    /// <summary>Connections are closed after the last frame; else they stay, in silence.</summary>
    public bool ClosesAtEnd { get; init; }

    public IReadOnlyList<Misbehaviour> Misbehaviours { get; init; } = [];
}

/// <summary>A frame as it is played.</summary>
internal sealed record RecordedFrame(FrameMark Mark, Timestamp Time, string Text);
