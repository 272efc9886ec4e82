namespace Bourse.Engine;

/// <summary>What an engine has done since its start.</summary>
/// <param name="Waiting">Handed in and not taken yet, at the moment.</param>
/// <param name="Outcomes">Read when it is walked; commands that nobody handed in, such as prices, are left out.</param>
/// <param name="TurnedAway">Handed in and never taken: too many, a journal read-only, or stopping.</param>
public readonly record struct EngineCounters(long CarriedOut, long TurnedAway, long Waiting, IEnumerable<CommandCount> Outcomes);
