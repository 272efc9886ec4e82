namespace Bourse.Exchange;

/// <summary>
/// What a record of the orders journal asks for; the journal's record type. Numbers are never reused.
/// </summary>
public enum CommandType : ushort
{
    None = 0,
    OpenAccount = 1,
    AddAsset = 2,
    ListInstrument = 3,
    ChangeInstrument = 4,
    Deposit = 5,
    Withdraw = 6,
    LimitAccount = 7,
    LimitPosition = 8,
    PlaceOrder = 9,
    CancelOrder = 10,
    ReplaceOrder = 11,
    MassCancel = 12,
    Kill = 13,
    KeepClientIds = 14,
    PassTime = 15,
    SetPhase = 16,
    SetFeeTier = 17,
    PlaceGroup = 18,
    SetReference = 19,
    FoundExchange = 20,
}
