namespace Bourse.Bots;

/// <summary>What bots have done since the start.</summary>
/// <param name="Turns">Decisions, those to do nothing included.</param>
/// <param name="Refused">Commands that the exchange refused or turned away.</param>
public readonly record struct BotCounters(long Turns, long Placed, long Changed, long Refused);
