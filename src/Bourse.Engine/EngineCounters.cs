namespace Bourse.Engine;

/// <summary>What an engine has done since its start.</summary>
/// <param name="TurnedAway">Handed in and never taken: too many, a journal read-only, or stopping.</param>
public readonly record struct EngineCounters(long CarriedOut, long TurnedAway);
