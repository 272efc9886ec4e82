namespace Bourse.Journal;

/// <summary>How the records of a segment end.</summary>
internal enum ScanEnd
{
    /// <summary>At a place where no record has been written yet.</summary>
    Open,

    /// <summary>With a seal that agrees with the records.</summary>
    Sealed,

    /// <summary>At something that is no record.</summary>
    Damaged,
}
