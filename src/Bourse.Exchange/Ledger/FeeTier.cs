namespace Bourse.Exchange;

/// <summary>What those pay who have traded for so much; off while nobody has set it.</summary>
internal struct FeeTier
{
    public const int CountMax = 8;

    public bool IsOn;
    public long ValueMin;
    public int MakerRate;
    public int TakerRate;
}
