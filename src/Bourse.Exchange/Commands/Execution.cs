namespace Bourse.Exchange;

/// <summary>What the orders of an instrument trade against; it never changes.</summary>
public enum Execution : byte
{
    /// <summary>One another, in the instrument's own book.</summary>
    Book = 0,

    /// <summary>On paper: what is known of a market elsewhere, which never hears of them.</summary>
    Paper = 1,
}
