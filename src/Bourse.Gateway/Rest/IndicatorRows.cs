using System.Text.Json;
using Bourse.Gateway.Json;
using Bourse.Market;
using Bourse.Ticks;

namespace Bourse.Gateway.Rest;

/// <summary>
/// An indicator's figures as rows of a page, one for each bar that the same question about bars has. The page's bars are
/// read first, in either direction, and their figures computed forwards, instrument by instrument.
/// </summary>
internal sealed class IndicatorRows : RowSource
{
    private readonly List<(TickKey Key, InstrumentTicks Ticks)> _rows = [];
    private readonly int? _period;
    private readonly string _indicator;
    private readonly JsonEncodedText[] _names;
    private readonly double[] _figures;
    private int _current = -1;

    /// <param name="rowsMax">No more bars than that are read.</param>
    public IndicatorRows(
        BarMerge bars, BarInterval interval, (IndicatorKind Kind, int? Period) asked, bool isDescending, int rowsMax)
    {
        while (_rows.Count < rowsMax && bars.MoveNext())
            _rows.Add((bars.Key, bars.Ticks));
        CompleteFrom = bars.CompleteFrom;
        _period = asked.Period;
        _indicator = IndicatorEndpoint.WordOf(asked.Kind);
        var names = Indicators.Of(asked.Kind, asked.Period ?? 1).Names;
        _names = [.. names.Select(name => JsonEncodedText.Encode(name))];
        _figures = new double[_rows.Count * _names.Length];
        foreach (var ticks in _rows.Select(row => row.Ticks).Distinct())
            Compute(ticks, interval, Indicators.Of(asked.Kind, asked.Period ?? 1), isDescending);
    }

    public override JsonEncodedText Name => Names.Values;

    public override TickKey Key => _rows[_current].Key;

    public override Timestamp CompleteFrom { get; }

    public override void WriteHead(Utf8JsonWriter json)
    {
        json.WriteString(Names.Indicator, _indicator);
        if (_period is { } bars)
            json.WriteNumber(Names.Period, bars);
        else
            json.WriteNull(Names.Period);
    }

    public override bool MoveNext() => ++_current < _rows.Count;

    public override void Write(Utf8JsonWriter json)
    {
        var instrument = _rows[_current].Ticks.Instrument;
        json.WriteStartObject();
        json.WriteTime(Names.Time, new Timestamp(Key.Time));
        for (var i = 0; i < _names.Length; i++)
        {
            json.WritePropertyName(_names[i]);
            json.WriteFigure(_figures[_current * _names.Length + i]);
        }

        json.WriteString(Names.Exchange, instrument.Venue.Code);
        json.WriteMarks(instrument);
        json.WriteEndObject();
    }

    private void Compute(InstrumentTicks ticks, BarInterval interval, Indicator indicator, bool isDescending)
    {
        var rows = Enumerable.Range(0, _rows.Count).Where(row => _rows[row].Ticks == ticks).ToArray();
        if (isDescending)
            Array.Reverse(rows);
        var starts = Array.ConvertAll(rows, row => new Timestamp(_rows[row].Key.Time));
        var figures = Indicators.Read(ticks, interval, indicator, starts);
        for (var i = 0; i < rows.Length; i++)
            Array.Copy(figures, i * _names.Length, _figures, rows[i] * _names.Length, _names.Length);
    }
}
