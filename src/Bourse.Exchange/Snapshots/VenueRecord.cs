using Bourse.Market;

namespace Bourse.Exchange;

/// <summary>What a snapshot has of the exchange as a whole.</summary>
internal struct VenueRecord
{
    public long LastSequence;
    public Timestamp Time;
    public FoundExchange Charter;
    public bool IsKilled;
    public long ClientIdWindow;
    public int FirstEndedClientId;
    public int LastEndedClientId;
    public OrderList Due;
}
