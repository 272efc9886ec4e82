using Bourse.Feeds.Venues;

namespace Bourse.Feeds.Alpaca;

/// <summary>Reads what Alpaca answers to a login and to subscriptions; rare.</summary>
internal static class AlpacaAnswers
{
    public static void Read<TParts>(
        ref TParts parts, ReadOnlySpan<byte> kind, ReadOnlySpan<byte> frame, DecodedFrame into)
        where TParts : struct, IFrameParts, allows ref struct
    {
        if (kind.SequenceEqual("success"u8))
            ReadSuccess(ref parts, frame, into);
        else if (kind.SequenceEqual("error"u8))
            ReadError(ref parts, ref into.Begin(VenueEventKind.Refused));
        else if (kind.SequenceEqual("subscription"u8))
            ReadSubscriptions(ref parts, into);
        else
            parts.Skip();
    }

    // {"T":"success","msg":"connected"}, then "authenticated".
    private static void ReadSuccess<TParts>(ref TParts parts, ReadOnlySpan<byte> frame, DecodedFrame into)
        where TParts : struct, IFrameParts, allows ref struct
    {
        var isLogin = parts.TryFindText("msg"u8, out var words) && words.Of(frame).SequenceEqual("authenticated"u8);
        into.Begin(isLogin ? VenueEventKind.LoggedIn : VenueEventKind.Heartbeat);
        parts.Skip();
    }

    // {"T":"error","code":406,"msg":"connection limit exceeded"}: the code is the event's number.
    private static void ReadError<TParts>(ref TParts parts, ref VenueEvent refusal)
        where TParts : struct, IFrameParts, allows ref struct
    {
        var left = parts.BeginObject();
        while (parts.NextMember(ref left, out var name))
        {
            if (name.SequenceEqual("code"u8))
                refusal.Native = parts.ReadWhole();
            else if (name.SequenceEqual("msg"u8))
                refusal.Text = parts.ReadText();
            else
                parts.Skip();
        }
    }

    // {"T":"subscription","trades":["AAPL"],"quotes":["AMD"],"bars":null,…}: all that there are.
    private static void ReadSubscriptions<TParts>(ref TParts parts, DecodedFrame into)
        where TParts : struct, IFrameParts, allows ref struct
    {
        var left = parts.BeginObject();
        while (parts.NextMember(ref left, out var name))
        {
            if (!name.SequenceEqual("trades"u8) && !name.SequenceEqual("quotes"u8) && !name.SequenceEqual("bars"u8))
            {
                parts.Skip();
                continue;
            }

            var symbols = parts.BeginArray();
            while (parts.NextItem(ref symbols))
                into.Begin(VenueEventKind.Subscribed).Symbol = parts.ReadText();
        }
    }
}
