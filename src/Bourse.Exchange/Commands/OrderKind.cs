namespace Bourse.Exchange;

/// <summary>What price an order trades at.</summary>
public enum OrderKind : byte
{
    /// <summary>Its own or a better one.</summary>
    Limit = 0,

    /// <summary>The best there is, as far as the instrument's protection lets it go; what is left then ends.</summary>
    Market = 1,

    /// <summary>Waits for a price to trade against it, its stop, and then is a market order.</summary>
    Stop = 2,

    /// <summary>Waits for its stop, and then is a limit order.</summary>
    StopLimit = 3,

    /// <summary>Waits for a stop that follows the best price since it came, and then is a market order.</summary>
    TrailingStop = 4,
}
