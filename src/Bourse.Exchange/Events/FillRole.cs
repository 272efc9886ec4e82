namespace Bourse.Exchange;

/// <summary>Which part an order had in a trade, and so which fee it pays.</summary>
public enum FillRole : byte
{
    /// <summary>It was there.</summary>
    Maker = 1,

    /// <summary>It came.</summary>
    Taker = 2,

    /// <summary>In an auction nobody came later; both pay the taker's fee.</summary>
    Auction = 3,

    /// <summary>It came, and was filled on paper at a price of elsewhere.</summary>
    PaperTaker = 4,

    /// <summary>It was there, and was filled on paper at its own price once the market elsewhere came to it.</summary>
    PaperMaker = 5,
}
