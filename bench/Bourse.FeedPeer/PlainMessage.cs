namespace Bourse.FeedPeer;

/// <summary>What a venue sent, or answered over REST at an address.</summary>
internal sealed record PlainMessage(decimal Time, string Address, byte[] Bytes);
