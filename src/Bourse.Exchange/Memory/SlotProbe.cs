namespace Bourse.Exchange;

/// <summary>How far a search of a <see cref="SlotIndex"/> has come.</summary>
internal readonly record struct SlotProbe(uint Hash, uint At);
