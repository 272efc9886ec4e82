namespace Bourse.Market;

/// <summary>Where events come from (a file, a connection), numbered from 1 in order of definition on a tape.</summary>
public readonly record struct SourceId(int Number)
{
    public static SourceId None => default;
}
