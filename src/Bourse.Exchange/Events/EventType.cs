namespace Bourse.Exchange;

/// <summary>What a record of the blotter tells; the journal's record type. Numbers are never reused.</summary>
public enum EventType : ushort
{
    None = 0,
    Refused = 1,
    Repeated = 2,
    AccountOpened = 3,
    AssetAdded = 4,
    InstrumentSet = 5,
    Transferred = 6,
    AccountLimited = 7,
    PositionLimited = 8,
    OrderAccepted = 9,
    OrderReplaced = 10,
    OrderReduced = 11,
    OrderFilled = 12,
    OrderEnded = 13,
    Traded = 14,
    LevelChanged = 15,
    BalanceChanged = 16,
    PositionChanged = 17,
    MassCancelled = 18,
    Killed = 19,
    ClientIdsKept = 20,
    ClientIdsForgotten = 21,
    PhaseChanged = 22,
    AuctionIndicated = 23,
    AuctionHeld = 24,
    FeeTierSet = 25,
    LimitStateChanged = 26,
    ExchangeFounded = 35,
}
