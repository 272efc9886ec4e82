using System.Runtime.InteropServices;

namespace Bourse.MatchingHarness;

/// <summary>One order message of the harness, 40 bytes: <c>me_msg_t</c> of its C interface.</summary>
[StructLayout(LayoutKind.Explicit, Size = 40)]
internal struct Message
{
    public const byte New = 0;
    public const byte Cancel = 1;

    [FieldOffset(0)]
    public byte Type;

    [FieldOffset(8)]
    public ulong OrderId;

    [FieldOffset(16)]
    public ulong Sequence;

    [FieldOffset(24)]
    public long Price;

    [FieldOffset(32)]
    public uint Quantity;

    /// <summary>0 buys, 1 sells.</summary>
    [FieldOffset(36)]
    public byte Side;

    [FieldOffset(37)]
    public byte IsImmediate;
}
