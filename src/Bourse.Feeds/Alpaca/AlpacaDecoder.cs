using Bourse.Feeds.Venues;

namespace Bourse.Feeds.Alpaca;

/// <summary>
/// Reads what Alpaca's stock stream sends: an array of items, each with its kind "T", in JSON or MessagePack. Members
/// may come in any order. Allocates nothing for trades, quotes and bars.
/// </summary>
internal static class AlpacaDecoder
{
    /// <exception cref="System.Text.Json.JsonException">The frame is not JSON.</exception>
    /// <exception cref="FormatException">A value is missing or cannot be held where no instrument is named.</exception>
    public static void DecodeJson(ReadOnlySpan<byte> frame, DecodedFrame into)
    {
        var json = new JsonParts(frame);
        ReadItems(ref json, frame, into);
        json.End();
    }

    /// <exception cref="FormatException">
    /// The frame is not MessagePack, or a value is missing or cannot be held where no instrument is named.
    /// </exception>
    public static void DecodePacked(ReadOnlySpan<byte> frame, DecodedFrame into)
    {
        var packed = new PackedParts(frame);
        ReadItems(ref packed, frame, into);
        packed.End();
    }

    private static void ReadItems<TParts>(ref TParts parts, ReadOnlySpan<byte> frame, DecodedFrame into)
        where TParts : struct, IFrameParts, allows ref struct
    {
        var items = parts.BeginArray();
        while (parts.NextItem(ref items))
            ReadItem(ref parts, frame, into);
        if (into.Events.IsEmpty)
            into.Begin(VenueEventKind.Heartbeat);
    }

    // What is wrong with one instrument's item is no matter of the others.
    private static void ReadItem<TParts>(ref TParts parts, ReadOnlySpan<byte> frame, DecodedFrame into)
        where TParts : struct, IFrameParts, allows ref struct
    {
        var start = parts;
        var before = into.Events.Length;
        try
        {
            if (!parts.TryFindText("T"u8, out var kind))
                throw new FormatException("an item without a kind");
            if (kind.Length == 1)
                ReadMarketItem(ref parts, frame[kind.Start], frame, into);
            else
                AlpacaAnswers.Read(ref parts, kind.Of(frame), frame, into);
        }
        catch (FormatException) when (start.TryFindText("S"u8, out _))
        {
            if (into.Events.Length == before)
                into.Begin(VenueEventKind.Malformed);
            start.TryFindText("S"u8, out var symbol);
            into.Last = new VenueEvent { Kind = VenueEventKind.Malformed, Symbol = symbol };
            parts = start;
            parts.Skip();
        }
    }

    private static void ReadMarketItem<TParts>(ref TParts parts, byte kind, ReadOnlySpan<byte> frame, DecodedFrame into)
        where TParts : struct, IFrameParts, allows ref struct
    {
        switch (kind)
        {
            case (byte)'t':
                ReadTrade(ref parts, frame, ref into.Begin(VenueEventKind.Trade));
                break;
            case (byte)'q':
                ReadQuote(ref parts, frame, ref into.Begin(VenueEventKind.Quote));
                break;
            case (byte)'b' or (byte)'u' or (byte)'d':
                ReadBar(ref parts, ref into.Begin(VenueEventKind.Bar));
                break;
            case (byte)'s' or (byte)'l' or (byte)'x' or (byte)'c':
                AlpacaNotices.Read(ref parts, kind, frame, ref into.Begin(VenueEventKind.Notice));
                break;
            default:
                parts.Skip();
                return;
        }

        if (into.Last.Symbol.Length == 0)
            throw new FormatException("an item without an instrument");
    }

    private static void ReadTrade<TParts>(ref TParts parts, ReadOnlySpan<byte> frame, ref VenueEvent trade)
        where TParts : struct, IFrameParts, allows ref struct
    {
        var (id, exchange, tape) = (0L, default(VenueEvent.Slice), default(VenueEvent.Slice));
        var (hasPrice, hasSize) = (false, false);
        var left = parts.BeginObject();
        while (parts.NextMember(ref left, out var name))
        {
            switch (name is [var letter] ? letter : default)
            {
                case (byte)'S': trade.Symbol = parts.ReadText(); break;
                case (byte)'i': id = parts.ReadWhole(); break;
                case (byte)'x': exchange = parts.ReadText(); break;
                case (byte)'p': (trade.Price, hasPrice) = (parts.ReadPrice(), true); break;
                case (byte)'s': (trade.Quantity, hasSize) = (parts.ReadQuantity(), true); break;
                case (byte)'t': trade.VenueTime = parts.ReadTime(); break;
                case (byte)'c': trade.Conditions = AlpacaConditions.Read(ref parts, frame); break;
                case (byte)'z': tape = parts.ReadText(); break;
                default: parts.Skip(); break;
            }
        }

        if (!hasPrice || !hasSize)
            throw new FormatException("a trade without price or size");
        trade.Native = AlpacaConditions.NumberOf(id, exchange.Of(frame), trade.VenueTime);
        trade.Flags = AlpacaConditions.FlagsOf(trade.Conditions, tape.Of(frame));
    }

    // A side of size 0 is an empty one, as with us.
    private static void ReadQuote<TParts>(ref TParts parts, ReadOnlySpan<byte> frame, ref VenueEvent quote)
        where TParts : struct, IFrameParts, allows ref struct
    {
        var known = 0;
        var left = parts.BeginObject();
        while (parts.NextMember(ref left, out var name))
        {
            if (name.SequenceEqual("S"u8))
                quote.Symbol = parts.ReadText();
            else if (name.SequenceEqual("bp"u8))
                (quote.Price, known) = (parts.ReadPrice(), known | 1);
            else if (name.SequenceEqual("bs"u8))
                (quote.Quantity, known) = (parts.ReadQuantity(), known | 2);
            else if (name.SequenceEqual("ap"u8))
                (quote.Ask, known) = (parts.ReadPrice(), known | 4);
            else if (name.SequenceEqual("as"u8))
                (quote.AskSize, known) = (parts.ReadQuantity(), known | 8);
            else if (name.SequenceEqual("t"u8))
                quote.VenueTime = parts.ReadTime();
            else if (name.SequenceEqual("c"u8))
                quote.Conditions = AlpacaConditions.Read(ref parts, frame);
            else
                parts.Skip();
        }

        if (known != 15)
            throw new FormatException("a quote without prices or sizes");
    }

    private static void ReadBar<TParts>(ref TParts parts, ref VenueEvent bar)
        where TParts : struct, IFrameParts, allows ref struct
    {
        var left = parts.BeginObject();
        while (parts.NextMember(ref left, out var name))
        {
            switch (name is [var letter] ? letter : default)
            {
                case (byte)'S': bar.Symbol = parts.ReadText(); break;
                case (byte)'c': bar.Price = parts.ReadPrice(); break;
                case (byte)'v': bar.Quantity = parts.ReadQuantity(); break;
                case (byte)'t': bar.VenueTime = parts.ReadTime(); break;
                default: parts.Skip(); break;
            }
        }
    }
}
