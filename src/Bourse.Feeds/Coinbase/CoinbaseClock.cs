using Bourse.Market;

namespace Bourse.Feeds.Coinbase;

/// <summary>The latest of a book event's times. Levels mostly bear the same one, which is then read but once.</summary>
internal ref struct CoinbaseClock
{
    private ReadOnlySpan<byte> _last;

    /// <summary>0 before the first.</summary>
    public Timestamp Time { get; private set; }

    /// <exception cref="FormatException">The text is not a time.</exception>
    public void Advance(ReadOnlySpan<byte> text)
    {
        if (text.SequenceEqual(_last))
            return;
        if (!Timestamp.TryParse(text, out var time))
            throw new FormatException("a time was expected");
        _last = text;
        if (time > Time)
            Time = time;
    }
}
