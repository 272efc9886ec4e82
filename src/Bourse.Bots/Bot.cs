using Bourse.Market;

namespace Bourse.Bots;

/// <summary>One account that is traded by a program, and how it decides.</summary>
internal abstract class Bot(string name)
{
    /// <summary>Of the account; everybody sees by it that it is a bot's.</summary>
    public string Name { get; } = name;

    /// <summary>The account's number; 0 before it is known.</summary>
    public int Account { get; set; }

    /// <summary>What to do now; null nothing. A function of what it sees, of a lot's worth, and of chance.</summary>
    /// <param name="worth">In ticks.</param>
    public abstract BotAction? Decide(BotSight sight, double worth, Chance chance);
}
