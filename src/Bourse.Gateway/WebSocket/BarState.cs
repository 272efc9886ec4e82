using Bourse.Market;

namespace Bourse.Gateway.WebSocket;

/// <summary>Where the pushes of one instrument's bars of one interval stand.</summary>
internal sealed class BarState(InstrumentId instrument, BarInterval interval)
{
    public InstrumentId Instrument { get; } = instrument;

    public BarInterval Interval { get; } = interval;

    /// <summary>The start of the latest bar, which is still forming; null before the first trade.</summary>
    public Timestamp? Start { get; set; }

    /// <summary>The last trade that is in it.</summary>
    public long Sequence { get; set; }

    /// <summary>Changed since it was last pushed.</summary>
    public bool IsDirty { get; set; }
}
