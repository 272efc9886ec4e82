namespace Bourse.Exchange;

/// <summary>Orders that came together, until the last of them is over.</summary>
internal struct Group
{
    public GroupKind Kind;

    /// <summary>Places: the order whose fills the others wait for, and the others, a limit before a stop; 0 over.</summary>
    public int Parent;
    public int First;
    public int Second;

    /// <summary>What each leg is for.</summary>
    public long Quantity;

    /// <summary>What the parent was filled that the others have not come to yet, and what it may still be filled.</summary>
    public long Owed;
    public long ToCome;

    /// <summary>One of a pair was filled whole.</summary>
    public bool HasFilled;

    /// <summary>Its stop was triggered, and goes on alone.</summary>
    public bool HasTriggered;

    /// <summary>Where its client id lies; 0 when it has none.</summary>
    public int ClientId;

    /// <summary>Something has happened to one of its orders that concerns the others.</summary>
    public bool IsDue;

    public readonly bool IsPair => Kind != GroupKind.OneTriggersOther;

    public readonly bool IsOver => Parent == 0 && First == 0 && Second == 0;
}
