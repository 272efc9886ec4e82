using Bourse.Market;

namespace Bourse.Ticks;

/// <summary>
/// A figure made of bars one after the other, oldest first. Figures are statistics, so they are doubles; the same bars give
/// the same figures. One thread.
/// </summary>
public abstract class Indicator
{
    /// <summary>The names of its figures, in the order in which they are written.</summary>
    public abstract IReadOnlyList<string> Names { get; }

    /// <summary>
    /// How many bars before a bar its figures depend on, as far as a double can tell; null: those of the venue's day so far.
    /// </summary>
    public abstract int? BarsBefore { get; }

    /// <summary>Takes the next bar; false while too few have come for a figure.</summary>
    /// <param name="figures">As many as there are names.</param>
    public abstract bool TryNext(in PricedBar bar, Span<double> figures);

    protected static double Close(in PricedBar bar) => bar.Close.Units / (double)Price.UnitsPerOne;
}
