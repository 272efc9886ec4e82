namespace Bourse.Market;

/// <summary>A place where instruments trade.</summary>
/// <param name="Number">Small and stable: it is stored on the tape.</param>
/// <param name="Code">Upper case, as in "KRAKEN:BTC-USD"; 1 to 16 characters.</param>
/// <param name="TimeZone">IANA name of the zone whose midnight starts the venue's trading day.</param>
public sealed record Venue(ushort Number, string Code, string Name, string TimeZone)
{
    public const int CodeLengthMax = 16;

    /// <summary>The code of our own exchange.</summary>
    public const string OwnCode = "BOURSE";
}
