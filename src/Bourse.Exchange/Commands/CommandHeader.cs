using Bourse.Market;

namespace Bourse.Exchange;

/// <summary>
/// What the orders journal says of a record beside its payload. Sequences rise; a time before the last one counts as
/// the last one.
/// </summary>
public readonly record struct CommandHeader(
    long Sequence, Timestamp Time, CommandType Type, ushort Version = CommandHeader.LayoutVersion)
{
    /// <summary>The version of every layout so far.</summary>
    public const ushort LayoutVersion = 1;
}
