using System.Text.Json;
using Bourse.Gateway.Json;
using Bourse.Market;
using Bourse.Ticks;

namespace Bourse.Gateway.Rest;

/// <summary>Bars as rows of a page.</summary>
internal sealed class BarRows(BarMerge bars) : RowSource
{
    public override JsonEncodedText Name => Names.Bars;

    public override TickKey Key => bars.Key;

    public override Timestamp CompleteFrom => bars.CompleteFrom;

    public override bool MoveNext() => bars.MoveNext();

    public override void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteTime(Names.Time, bars.Bar.Start);
        BarJson.WriteFields(json, bars.Bar);
        json.WriteString(Names.Exchange, bars.Ticks.Instrument.Venue.Code);
        json.WriteMarks(bars.Ticks.Instrument);
        json.WriteEndObject();
    }
}
