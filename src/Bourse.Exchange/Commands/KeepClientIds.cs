using System.Runtime.InteropServices;

namespace Bourse.Exchange;

/// <summary>
/// Sets how long a client id is remembered once its order has ended: as long as anybody might repeat a command.
/// <code>
///  0             8
///  | nanoseconds |
/// </code>
/// </summary>
[StructLayout(LayoutKind.Sequential, Pack = 8)]
public struct KeepClientIds
{
    /// <summary>At least 0, at most a year.</summary>
    public long Nanoseconds;
}
