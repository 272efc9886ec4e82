namespace Bourse.Gateway.WebSocket;

/// <summary>A whole WebSocket frame and the tape sequence of which it tells.</summary>
internal readonly record struct SequencedFrame(byte[] Frame, long Sequence);
