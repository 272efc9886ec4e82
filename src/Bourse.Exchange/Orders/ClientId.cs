namespace Bourse.Exchange;

/// <summary>A client id and what became of its command.</summary>
internal struct ClientId
{
    /// <summary>Later than any end.</summary>
    public const long Open = long.MaxValue;

    public Text40 Text;
    public int Account;

    /// <summary>The next that ended; 0 for the last.</summary>
    public int Next;

    /// <summary>Of the whole command, so that another one with the same id is recognised.</summary>
    public ulong BodyHash;

    /// <summary>The command's, of which <see cref="OrderIds"/> makes the id of its order.</summary>
    public long Sequence;

    /// <summary>When its command or order ended, in nanoseconds since 1970; <see cref="Open"/> before.</summary>
    public long EndedAt;

    /// <summary>Why its command was refused, if it was.</summary>
    public RefusalReason Reason;
    public CommandType Command;
}
