namespace Bourse.Commands;

/// <summary>How <c>bourse journal tail</c> prints records.</summary>
internal enum RecordFormat
{
    /// <summary>A line to be read by people.</summary>
    Text,

    /// <summary>The events of docs/formats/envelopes.md.</summary>
    Events,
}
