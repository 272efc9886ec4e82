using System.Runtime.InteropServices;

namespace Bourse.Exchange;

/// <summary>
/// A command came again and did nothing this time; what it did the first time is told by the events of that sequence.
/// <code>
///  0        24      32       34        36  40          80
///  | header | first | reason | command | 0 | client id |
/// </code>
/// </summary>
[StructLayout(LayoutKind.Sequential, Pack = 8)]
public struct Repeated
{
    public BlotterHeader Header;

    /// <summary>The sequence of the first one.</summary>
    public long First;

    /// <summary>Why that one was refused; none when it was not.</summary>
    public RefusalReason Reason;
    public CommandType Command;
    public int Zero;
    public Text40 ClientId;
}
