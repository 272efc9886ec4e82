namespace Bourse.Market;

/// <summary>What the native number of an event counts.</summary>
public enum Numbering : byte
{
    /// <summary>The venue's own trade ids or update numbers: the same on every connection.</summary>
    Instrument = 0,

    /// <summary>Rows of one source, always rising: a source resumes after its last number on the tape.</summary>
    Source = 1,

    /// <summary>The venue gives none: nothing can be recognised as received twice.</summary>
    None = 2,
}
