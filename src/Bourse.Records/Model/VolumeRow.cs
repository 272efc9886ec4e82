namespace Bourse.Records;

/// <summary>
/// What an account traded of an instrument within a minute; account 0: what was traded there at all, each trade once.
/// Amounts in 10⁻⁸.
/// </summary>
public sealed class VolumeRow
{
    public int Account { get; init; }

    public int Instrument { get; init; }

    /// <summary>Minutes since 1970.</summary>
    public int Minute { get; init; }

    public long Trades { get; set; }

    public long Quantity { get; set; }

    public long Value { get; set; }
}
