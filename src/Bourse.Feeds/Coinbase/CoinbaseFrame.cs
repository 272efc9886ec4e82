using Bourse.Market;

namespace Bourse.Feeds.Coinbase;

/// <summary>What a frame of Advanced Trade says of all that it holds.</summary>
internal readonly ref struct CoinbaseFrame(ReadOnlySpan<byte> channel, Timestamp sentAt)
{
    public ReadOnlySpan<byte> Channel { get; } = channel;

    public Timestamp SentAt { get; } = sentAt;
}
