using Bourse.Market;

namespace Bourse.Tests.Feeds;

/// <summary>A record of a tape, copied out.</summary>
internal sealed record TapedEvent(long Sequence, MarketEventType Type, byte[] Payload)
{
    public EventHeader Header => EventHeader.In(Payload);

    public Trade Trade => Trade.In(Payload);

    public Quote Quote => Quote.In(Payload);
}
