using System.Text;
using Bourse.Feeds.Venues;
using Bourse.Market;

namespace Bourse.Feeds.Alpaca;

/// <summary>
/// Puts into words what Alpaca says of an instrument beside its prices: halts, limits up and down, trades cancelled or
/// corrected. Rare enough to allocate.
/// </summary>
internal static class AlpacaNotices
{
    public static void Read<TParts>(ref TParts parts, byte kind, ReadOnlySpan<byte> frame, ref VenueEvent notice)
        where TParts : struct, IFrameParts, allows ref struct
    {
        notice.Symbol = parts.TryFindText("S"u8, out var symbol) ? symbol : throw new FormatException("of no instrument");
        notice.Note = kind switch
        {
            (byte)'s' => ReadStatus(ref parts, frame, ref notice),
            (byte)'l' => ReadLimits(ref parts, ref notice),
            (byte)'x' => ReadCancel(ref parts, ref notice),
            _ => ReadCorrection(ref parts, ref notice),
        };
    }

    // {"T":"s","sc":"H","sm":"Trading Halt","rc":"T12","rm":"Trading Halted; For information requested by NASDAQ",…}
    private static string ReadStatus<TParts>(ref TParts parts, ReadOnlySpan<byte> frame, ref VenueEvent notice)
        where TParts : struct, IFrameParts, allows ref struct
    {
        var (status, reason) = ("", "");
        var left = parts.BeginObject();
        while (parts.NextMember(ref left, out var name))
        {
            if (name.SequenceEqual("sm"u8))
                status = Words(ref parts, frame);
            else if (name.SequenceEqual("rm"u8))
                reason = Words(ref parts, frame);
            else if (name.SequenceEqual("t"u8))
                notice.VenueTime = parts.ReadTime();
            else
                parts.Skip();
        }

        return reason.Length == 0 ? status : $"{status}: {reason}";
    }

    // {"T":"l","u":3.24,"d":2.65,"i":"B",…}
    private static string ReadLimits<TParts>(ref TParts parts, ref VenueEvent notice)
        where TParts : struct, IFrameParts, allows ref struct
    {
        var left = parts.BeginObject();
        while (parts.NextMember(ref left, out var name))
        {
            switch (name is [var letter] ? letter : default)
            {
                case (byte)'u': notice.Ask = parts.ReadPrice(); break;
                case (byte)'d': notice.Price = parts.ReadPrice(); break;
                case (byte)'t': notice.VenueTime = parts.ReadTime(); break;
                default: parts.Skip(); break;
            }
        }

        return $"limit down {notice.Price}, limit up {notice.Ask}";
    }

    // {"T":"x","i":465,"x":"D","p":105.31,"s":300,"a":"C",…}
    private static string ReadCancel<TParts>(ref TParts parts, ref VenueEvent notice)
        where TParts : struct, IFrameParts, allows ref struct
    {
        var left = parts.BeginObject();
        while (parts.NextMember(ref left, out var name))
        {
            switch (name is [var letter] ? letter : default)
            {
                case (byte)'i': notice.Native = parts.ReadWhole(); break;
                case (byte)'p': notice.Price = parts.ReadPrice(); break;
                case (byte)'s': notice.Quantity = parts.ReadQuantity(); break;
                case (byte)'t': notice.VenueTime = parts.ReadTime(); break;
                default: parts.Skip(); break;
            }
        }

        return $"trade {notice.Native} of {notice.Quantity} at {notice.Price} was cancelled";
    }

    // {"T":"c","oi":52983525033527,"op":39.1582,"os":440000,"ci":52983525034326,"cp":39.1809,"cs":440000,…}
    private static string ReadCorrection<TParts>(ref TParts parts, ref VenueEvent notice)
        where TParts : struct, IFrameParts, allows ref struct
    {
        var (was, wasOf) = (default(Price), default(Quantity));
        var left = parts.BeginObject();
        while (parts.NextMember(ref left, out var name))
        {
            if (name.SequenceEqual("oi"u8))
                notice.Native = parts.ReadWhole();
            else if (name.SequenceEqual("op"u8))
                was = parts.ReadPrice();
            else if (name.SequenceEqual("os"u8))
                wasOf = parts.ReadQuantity();
            else if (name.SequenceEqual("cp"u8))
                notice.Price = parts.ReadPrice();
            else if (name.SequenceEqual("cs"u8))
                notice.Quantity = parts.ReadQuantity();
            else if (name.SequenceEqual("t"u8))
                notice.VenueTime = parts.ReadTime();
            else
                parts.Skip();
        }

        return $"trade {notice.Native} of {wasOf} at {was} was of {notice.Quantity} at {notice.Price}";
    }

    private static string Words<TParts>(ref TParts parts, ReadOnlySpan<byte> frame)
        where TParts : struct, IFrameParts, allows ref struct => Encoding.UTF8.GetString(parts.ReadText().Of(frame));
}
