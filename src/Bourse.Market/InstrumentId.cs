namespace Bourse.Market;

/// <summary>An instrument of one venue, numbered from 1 in the order of definition on a tape; 0 is none.</summary>
public readonly record struct InstrumentId(int Number)
{
    public static InstrumentId None => default;

    public override string ToString() => $"#{Number}";
}
