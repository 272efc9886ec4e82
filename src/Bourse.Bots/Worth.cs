using Bourse.Market;

namespace Bourse.Bots;

/// <summary>
/// What bots think a lot is worth: it wanders by chance, turn by turn, and is drawn back to where it began. Only this
/// idea is a floating-point number; prices are whole ticks. One thread.
/// </summary>
internal sealed class Worth
{
    private const double StepPerTurn = 5e-5;
    private const double PullPerTurn = 1e-5;

    private readonly double _anchor;
    private double _logarithm;

    /// <param name="anchor">In ticks.</param>
    /// <param name="last">Where it goes on, in ticks; 0 at the anchor.</param>
    public Worth(double anchor, double last)
    {
        _anchor = anchor;
        _logarithm = last > 0 ? Math.Log(last / anchor) : 0;
    }

    /// <summary>In ticks.</summary>
    public double Ticks => _anchor * Math.Exp(_logarithm);

    public void Step(Chance chance) =>
        _logarithm += (StepPerTurn * chance.NextNormal()) - (PullPerTurn * _logarithm);
}
