namespace Bourse.Gateway.WebSocket;

/// <summary>A frame that waits for one client.</summary>
/// <param name="Frame">A whole WebSocket frame; shared, never changed.</param>
/// <param name="Channel">The channel it belongs to; null for what is said to the connection.</param>
/// <param name="Sequence">The tape sequence it tells of; 0 for none.</param>
internal readonly record struct OutboxEntry(byte[] Frame, Subscription? Channel, long Sequence);
