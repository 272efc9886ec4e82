namespace Bourse.Exchange;

/// <summary>
/// An order's id is made of its command: the command's sequence × 10 and its leg, 0 for an order that comes alone, from
/// 1 for one of several that come together.
/// </summary>
public static class OrderIds
{
    /// <summary>Orders of one command at most.</summary>
    public const int LegsMax = 3;

    private const int PerCommand = 10;

    public static long Of(long sequence, int leg = 0) => sequence * PerCommand + leg;

    /// <summary>The sequence of the command that an order came with.</summary>
    public static long SequenceOf(long id) => id / PerCommand;

    public static int LegOf(long id) => (int)(id % PerCommand);
}
