namespace Bourse.Exchange;

/// <summary>What a number in a snapshot counts: the records of one section, from 1; 0 is none of them.</summary>
internal enum Numbered
{
    Account,
    Asset,
    Balance,
    Volume,
    Position,
    ClientId,
    Order,
    Listing,
    Stop,
    Group,
}
