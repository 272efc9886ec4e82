namespace Bourse.Gateway.Auth;

/// <summary>Whether market data, the description and the metrics need a key.</summary>
public enum OpenMarket
{
    /// <summary>No key where only programs of this machine can ask: at a loopback address.</summary>
    Auto,

    /// <summary>No key, wherever the program listens.</summary>
    Yes,

    /// <summary>A key, always.</summary>
    No,
}
