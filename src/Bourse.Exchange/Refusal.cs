using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Bourse.Exchange;

/// <summary>
/// Tells of a refused command as much as can be read of it: it may be of any length and hold anything.
/// </summary>
internal static class Refusal
{
    public static void Tell(in CommandHeader header, ReadOnlySpan<byte> payload, RefusalReason reason, BlotterPage page)
    {
        var isOfAccount = header.Type is >= CommandType.Deposit and <= CommandType.ReplaceOrder or CommandType.PlaceGroup
            && payload.Length >= sizeof(int);
        var account = isOfAccount ? MemoryMarshal.Read<int>(payload) : 0;
        ref var told = ref page.Add<Refused>(EventType.Refused, account);
        told.Reason = reason;
        told.Command = header.Type;
        told.Version = header.Version;
        if (header.Version != CommandHeader.LayoutVersion)
            return;
        if (header.Type is CommandType.CancelOrder or CommandType.ReplaceOrder && payload.Length >= 16)
            told.OrderId = MemoryMarshal.Read<long>(payload[8..]);
        var at = header.Type switch
        {
            CommandType.Deposit or CommandType.Withdraw or CommandType.CancelOrder or CommandType.ReplaceOrder => 16,
            CommandType.PlaceOrder => 80,
            CommandType.PlaceGroup => 120,
            _ => payload.Length,
        };
        if (payload.Length - at >= Text40.Bytes
            && PaddedText.IsText(payload.Slice(at, Text40.Bytes), ClientIds.BytesMax))
            told.ClientId = Unsafe.ReadUnaligned<Text40>(in payload[at]);
    }
}
