import {
  HistogramSeries, LineSeries, LineStyle, type IChartApi, type ISeriesApi, type SeriesType, type UTCTimestamp,
} from "lightweight-charts";
import type { Charted } from "../../paging";
import { Indicating } from "../../indicating";
import { secondOf } from "../../model/candles";
import { figureOf, labelOf, traits, type Indicator, type Row } from "../../model/indicators";
import { colours } from "../../theme";
import { strokeOf, type Stroke } from "./strokes";

/** One line of the legend. */
export interface LegendLine {
  readonly label: string;
  readonly figures: readonly { readonly name: string; readonly value: number | null; readonly stroke: Stroke }[];
}

/** The lines of one indicator, drawn as its rows come in. */
export class Overlay {
  readonly indicating: Indicating;
  private readonly series: { readonly figure: string; readonly api: ISeriesApi<SeriesType> }[];
  private moved: Row[] | null = null;
  private place = 0;

  /** @param pane 0 is the candles'. */
  constructor(
    private readonly chart: IChartApi, charted: Charted, readonly indicator: Indicator, pane: number,
    format: (value: number) => string, barsSince: (second: number) => number, changed: () => void,
  ) {
    this.series = traits[indicator.kind].figures.map((figure) => ({ figure, api: added(chart, figure, pane, format) }));
    if (indicator.kind === "rsi") mark(this.series[0]!.api, [30, 70]);
    this.indicating = new Indicating(charted, indicator, barsSince, (moved) => {
      this.moved = moved === null || this.moved === null ? null : [...this.moved, ...moved];
      changed();
    });
  }

  /** Where it is drawn; 0 is the candles' pane. */
  get pane() {
    return this.series[0]!.api.getPane().paneIndex();
  }

  end() {
    this.indicating.end();
    for (const { api } of this.series) this.chart.removeSeries(api);
  }

  paint() {
    const rows = this.moved ?? [...this.indicating.rows.values()];
    for (const { figure, api } of this.series)
      if (this.moved === null) api.setData(rows.map((row) => pointOf(row, figure)));
      else for (const row of rows) api.update(pointOf(row, figure));
    this.moved = [];
  }

  /** @param place Which of its kind's periods it is, from 0. */
  recolour(place = this.place) {
    this.place = place;
    const { kind } = this.indicator;
    for (const { figure, api } of this.series) {
      const { colour, style, width } = strokeOf(kind, figure, this.place);
      api.applyOptions(figure === "histogram" ? { color: colour } : { color: colour, lineStyle: style, lineWidth: width });
    }
  }

  legendAt(second: number | undefined): LegendLine {
    const { kind } = this.indicator;
    const row = second === undefined ? undefined : this.indicating.rows.get(second);
    return {
      label: labelOf(this.indicator),
      figures: this.series.map(({ figure }) => ({
        name: figure, value: figureOf(row, figure), stroke: strokeOf(kind, figure, this.place),
      })),
    };
  }
}

function added(chart: IChartApi, figure: string, pane: number, formatter: (value: number) => string): ISeriesApi<SeriesType> {
  const options = {
    priceFormat: { type: "custom" as const, minMove: 1e-8, formatter }, priceLineVisible: false, lastValueVisible: pane > 0,
  };
  if (figure === "histogram") return chart.addSeries(HistogramSeries, { ...options, lastValueVisible: false }, pane);
  return chart.addSeries(LineSeries, { ...options, crosshairMarkerVisible: false }, pane);
}

// Where it is commonly said to be too low or too high.
function mark(series: ISeriesApi<SeriesType>, levels: readonly number[]) {
  for (const price of levels)
    series.createPriceLine({ price, color: colours().faint, lineWidth: 1, lineStyle: LineStyle.Dashed, axisLabelVisible: false });
  series.applyOptions({ autoscaleInfoProvider: () => ({ priceRange: { minValue: 0, maxValue: 100 } }) });
}

function pointOf(row: Row, figure: string) {
  const value = figureOf(row, figure);
  const time = secondOf(row) as UTCTimestamp;
  return value === null ? { time } : { time, value };
}
