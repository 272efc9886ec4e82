namespace Bourse.Gateway.WebSocket;

/// <summary>What a client asks for when it joins a channel of orders.</summary>
/// <param name="Start">Where on the blotter it begins.</param>
/// <param name="HasSnapshot">Whether it begins with what the account has.</param>
internal sealed record OrderJoin(JoinStart Start, bool HasSnapshot);
