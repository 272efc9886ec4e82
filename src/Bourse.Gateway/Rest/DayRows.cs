using System.Text.Json;
using Bourse.Gateway.Json;
using Bourse.Market;
using Bourse.Ticks;

namespace Bourse.Gateway.Rest;

/// <summary>Trading days of the venue's calendar as rows of a page, each with the close before it.</summary>
internal sealed class DayRows(BarMerge days) : RowSource
{
    public override JsonEncodedText Name => Names.Days;

    public override TickKey Key => days.Key;

    public override Timestamp CompleteFrom => days.CompleteFrom;

    public override bool MoveNext() => days.MoveNext();

    public override void Write(Utf8JsonWriter json)
    {
        var (start, ticks) = (days.Bar.Start, days.Ticks);
        var range = new TickRange { Start = start, End = start.AddNanoseconds(1) };
        if (new DayStatisticsReader(ticks, range).Read() is { } day)
            DayJson.Write(json, ticks.Instrument, day, CloseBefore(ticks, start));
    }

    private static Price? CloseBefore(InstrumentTicks ticks, Timestamp start)
    {
        var earlier = ticks.Bars(BarInterval.Day1, new TickRange { End = start, IsDescending = true });
        while (earlier.TryRead(out Bar bar))
            if (bar.Close is { } close)
                return close;
        return null;
    }
}
