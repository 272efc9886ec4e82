namespace Bourse.Market;

/// <summary>Why a text is not a number that Bourse can hold exactly.</summary>
public enum NumberFault
{
    None,
    Empty,
    NotANumber,
    Negative,

    /// <summary>More than eight decimals that are not zero: the value would have to be rounded.</summary>
    TooManyDecimals,

    /// <summary>Outside ±92,233,720,368.54775807.</summary>
    TooLarge,
}
