using System.Runtime.InteropServices;

namespace Bourse.Exchange;

/// <summary>
/// A command did nothing.
/// <code>
///  0        24       26        28        30  32      40          80
///  | header | reason | command | version | 0 | order | client id |
/// </code>
/// </summary>
[StructLayout(LayoutKind.Sequential, Pack = 8)]
public struct Refused
{
    public BlotterHeader Header;
    public RefusalReason Reason;
    public CommandType Command;

    /// <summary>The command's layout, as it was given.</summary>
    public ushort Version;
    public ushort Zero;

    /// <summary>The order that was to be changed, where the command names one.</summary>
    public long OrderId;

    /// <summary>The command's, where it has one that can be read.</summary>
    public Text40 ClientId;
}
