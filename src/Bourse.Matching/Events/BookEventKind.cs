namespace Bourse.Matching;

/// <summary>What a <see cref="BookEvent"/> says; see the method of <see cref="IBookSink"/> of the same name.</summary>
public enum BookEventKind : byte
{
    Accepted = 0,
    Rejected = 1,
    Traded = 2,
    Cancelled = 3,
    Replaced = 4,
    Reduced = 5,
    Refilled = 6,
    LevelChanged = 7,
}
