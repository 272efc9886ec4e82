namespace Bourse.Records;

/// <summary>What becomes of a column when its row is there already.</summary>
internal enum ColumnUse
{
    /// <summary>Tells by which the row is the same.</summary>
    Key,

    /// <summary>Never changes.</summary>
    Fixed,

    /// <summary>Has the new value.</summary>
    Changing,

    /// <summary>Has both values' sum, as far as 64 bits hold it. Never below zero.</summary>
    Adding,
}
