namespace Bourse.Gateway.WebSocket;

/// <summary>What a client asks for when it joins a channel of orders.</summary>
/// <param name="Start">Where on the blotter it begins.</param>
/// <param name="HasSnapshot">Whether it begins with what the account has.</param>
internal sealed record OrderJoin(JoinStart Start, bool HasSnapshot)
{
    /// <summary>Whether open orders are to be cancelled when the connection ends.</summary>
    public bool CancelsOnDisconnect { get; init; }

    /// <summary>Only those of lifetime day.</summary>
    public bool DaysOnly { get; init; }

    /// <summary>How long the client has to come back before that.</summary>
    public TimeSpan Grace { get; init; }
}
