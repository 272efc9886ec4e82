namespace Bourse.Market;

/// <summary>
/// The 128-bit name of one venue message: the same however often it is received, by whichever connection.
/// High half: what numbers it (an instrument's or a source's key) and its type; low half: the native number.
/// </summary>
public readonly record struct MessageId(ulong Scope, long Native)
{
    /// <param name="scopeHash"><see cref="StableHash"/> of "VENUE:SYMBOL" or of the source's key.</param>
    /// <param name="type">A venue may number trades and book updates apart.</param>
    /// <param name="native">The venue's trade id or update number, or the row of a file.</param>
    public static MessageId Of(ulong scopeHash, MarketEventType type, long native) =>
        new(unchecked(scopeHash + ((ulong)type * 0x9E3779B97F4A7C15)), native);

    public override string ToString() => $"{Scope:x16}{Native:x16}";
}
