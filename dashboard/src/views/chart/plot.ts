import {
  CandlestickSeries, createChart, HistogramSeries, PriceScaleMode, type CandlestickData, type HistogramData, type IChartApi,
  type ISeriesApi, type UTCTimestamp, type WhitespaceData,
} from "lightweight-charts";
import { Charting } from "../../charting";
import { coalesced } from "../../frames";
import { changeOf, secondOf } from "../../model/candles";
import { keyOf, traits, type Indicator, type Kind } from "../../model/indicators";
import type { Bar } from "../../model/market";
import { decimalsOf, price, size } from "../../model/numbers";
import type { Charted } from "../../paging";
import { colours } from "../../theme";
import { axesOf, lookOf } from "./axis";
import { Overlay, type LegendLine } from "./overlay";
import { ProfileDrawing } from "./profile";

const olderWithin = 50;
const awayBars = 3;
const paneShare = 0.28;

/** What is said of the bar that is pointed at, or of the last one. */
export interface Legend {
  readonly bar: Bar | null;
  /** In percent since the bar before closed. */
  readonly change: number | null;
  readonly panes: readonly { readonly top: number; readonly lines: readonly LegendLine[] }[];
  /** How many there are; null while nothing is known. */
  readonly bars: number | null;
  readonly first: string | null;
  /** Whether the last bars are out of sight. */
  readonly isAway: boolean;
  /** What the profile says, where one is shown. */
  readonly profile: string;
}

export const noLegend: Legend = { bar: null, change: null, panes: [], bars: null, first: null, isAway: false, profile: "" };

/** A chart on its element: candles, volume, indicators and the profile, painted once a frame at most. */
export class Plot {
  private readonly chart: IChartApi;
  private readonly candles: ISeriesApi<"Candlestick">;
  private readonly volumes: ISeriesApi<"Histogram">;
  private readonly charting: Charting;
  private readonly profile: ProfileDrawing;
  private readonly frames = coalesced(() => this.paint());
  private overlays: readonly Overlay[] = [];
  private seconds: readonly number[] = [];
  private moved: Bar[] | null = null;
  private pointed: number | null = null;

  constructor(place: HTMLElement, private readonly charted: Charted, private readonly said: (legend: Legend) => void) {
    const { instrument, interval } = charted;
    this.chart = createChart(place, lookOf());
    this.chart.applyOptions(axesOf(interval, instrument.time_zone));
    const decimals = this.decimals;
    this.candles = this.chart.addSeries(CandlestickSeries, {
      priceFormat: { type: "custom", minMove: 10 ** -decimals, formatter: (value: number) => price(value, decimals) },
    });
    this.volumes = this.chart.addSeries(HistogramSeries, {
      priceScaleId: "volume", priceFormat: { type: "custom", minMove: 1e-8, formatter: size }, lastValueVisible: false,
      priceLineVisible: false,
    });
    this.volumes.priceScale().applyOptions({ scaleMargins: { top: 0.84, bottom: 0 } });
    this.profile = new ProfileDrawing(charted, this.candles);
    this.charting = new Charting(charted, {
      changed: (bars) => {
        this.moved = bars === null || this.moved === null ? null : [...this.moved, ...bars];
        this.frames.request();
      },
      pushed: (bar) => this.touch(secondOf(bar), bar.closed),
      renewed: (since) => this.touch(since, true),
    });
    this.follow();
  }

  begin() {
    this.recolour();
    this.charting.begin();
  }

  end() {
    this.frames.stop();
    this.charting.end();
    this.profile.show(false);
    for (const overlay of this.overlays) overlay.indicating.end();
    this.chart.remove();
  }

  /** After the theme changed. */
  recolour() {
    const { buy, sell } = colours();
    this.chart.applyOptions(lookOf());
    this.candles.applyOptions({
      upColor: buy, downColor: sell, wickUpColor: buy, wickDownColor: sell, borderUpColor: buy, borderDownColor: sell,
    });
    for (const overlay of this.overlays) overlay.recolour();
    this.moved = null;
    this.frames.request();
  }

  setLogarithmic(isLogarithmic: boolean) {
    this.candles.priceScale().applyOptions({ mode: isLogarithmic ? PriceScaleMode.Logarithmic : PriceScaleMode.Normal });
  }

  showProfile(isShown: boolean) {
    this.profile.show(isShown, () => this.frames.request());
    this.frames.request();
  }

  /** Draws these indicators and no others; those that are drawn already stay. */
  draw(indicators: readonly Indicator[]) {
    const wanted = new Set(indicators.map(keyOf));
    for (const overlay of this.overlays.filter((one) => !wanted.has(keyOf(one.indicator)))) overlay.end();
    this.overlays = this.overlays.filter((one) => wanted.has(keyOf(one.indicator)));
    const places = new Map<Kind, number>();
    const drawn: Overlay[] = [];
    for (const one of indicators) {
      const overlay = this.overlays.find(({ indicator }) => keyOf(indicator) === keyOf(one)) ?? this.overlayOf(one);
      const place = places.get(one.kind) ?? 0;
      places.set(one.kind, place + 1);
      overlay.recolour(place);
      drawn.push(overlay);
    }
    this.overlays = drawn;
    this.chart.panes().forEach((pane, i) => pane.setStretchFactor(i === 0 ? 1 : paneShare));
    this.reach();
    this.frames.request();
  }

  goToNow() {
    this.pointed = null;
    this.chart.clearCrosshairPosition();
    this.chart.timeScale().scrollToRealTime();
    this.frames.request();
  }

  /** Points at another bar, so many further on; without the pointer. */
  step(bars: number) {
    const at = this.pointed === null ? this.seconds.length - 1 : this.seconds.indexOf(this.pointed);
    const next = Math.max(0, Math.min(this.seconds.length - 1, at + bars));
    const second = this.seconds[next];
    if (second === undefined) return;
    const range = this.chart.timeScale().getVisibleLogicalRange();
    if (range && (next < range.from + 1 || next > range.to - 1)) {
      const shift = next < range.from + 1 ? next - range.from - 1 : next - range.to + 1;
      this.chart.timeScale().setVisibleLogicalRange({ from: range.from + shift, to: range.to + shift });
    }
    this.pointed = second;
    this.chart.setCrosshairPosition(this.charting.candles.get(second)!.close ?? 0, second as UTCTimestamp, this.candles);
    this.frames.request();
  }

  /** Points at nothing. */
  leave() {
    this.pointed = null;
    this.chart.clearCrosshairPosition();
    this.frames.request();
  }

  private get decimals() {
    return decimalsOf(this.charted.instrument.tick_size ?? 0.005);
  }

  private follow() {
    // What is drawn while there is no room for it, behind another tab of a phone, is pressed together.
    let hadRoom = this.chart.timeScale().width() > 0;
    this.chart.timeScale().subscribeSizeChange((width) => {
      if (!hadRoom && width > 0) this.chart.timeScale().resetTimeScale();
      hadRoom = width > 0;
    });
    this.chart.timeScale().subscribeVisibleLogicalRangeChange((range) => {
      if (range && range.from < olderWithin) void this.charting.askOlder();
      this.frames.request();
    });
    this.chart.subscribeCrosshairMove(({ time }) => {
      this.pointed = time === undefined ? null : (time as number);
      this.frames.request();
    });
  }

  private overlayOf(indicator: Indicator): Overlay {
    const { kind } = indicator;
    const decimals = kind === "rsi" ? 2 : kind === "macd" ? this.decimals + 2 : this.decimals;
    return new Overlay(
      this.chart, this.charted, indicator, this.paneOf(kind), (value) => price(value, decimals),
      (second) => this.barsSince(second), () => this.frames.request(),
    );
  }

  private paneOf(kind: Kind) {
    if (traits[kind].isOnPrice) return 0;
    const drawn = this.overlays.find((one) => one.indicator.kind === kind);
    return drawn?.pane ?? this.chart.panes().length;
  }

  private barsSince(second: number) {
    const at = this.seconds.findIndex((one) => one >= second);
    return at < 0 ? 1 : this.seconds.length - at;
  }

  private touch(second: number, isClosed: boolean) {
    for (const overlay of this.overlays) overlay.indicating.touch(second, isClosed);
  }

  private reach() {
    const first = this.seconds[0];
    if (first !== undefined) for (const overlay of this.overlays) void overlay.indicating.reach(first);
  }

  private paint() {
    const newest = this.seconds.at(-1) ?? 0;
    const bars = this.moved ?? [];
    if (this.moved === null || bars.some((bar) => secondOf(bar) < newest)) this.paintAll();
    else for (const bar of bars) this.paintBar(bar);
    if (this.moved === null || bars.length > 0) {
      this.seconds = [...this.charting.candles.keys()];
      this.reach();
    }
    this.moved = [];
    for (const overlay of this.overlays) overlay.paint();
    this.said(this.legend());
  }

  private paintAll() {
    const all = [...this.charting.candles.values()];
    this.candles.setData(all.map(candleOf));
    this.volumes.setData(all.map(volumeOf));
  }

  private paintBar(bar: Bar) {
    this.candles.update(candleOf(bar));
    this.volumes.update(volumeOf(bar));
  }

  private legend(): Legend {
    const { candles } = this.charting;
    const at = this.pointed !== null && candles.has(this.pointed) ? this.seconds.indexOf(this.pointed) : this.seconds.length - 1;
    const second = this.seconds[at];
    const bar = second === undefined ? null : candles.get(second)!;
    const heights = this.chart.panes().map((pane) => pane.getHeight());
    const tops = heights.map((_, i) => heights.slice(0, i).reduce((sum, height) => sum + height + 1, 0));
    const first = candles.get(this.seconds[0] ?? NaN)?.time ?? null;
    return {
      bar, change: bar && changeOf(bar, candles.get(this.seconds[at - 1] ?? NaN)),
      panes: tops.map((top, pane) => ({
        top, lines: this.overlays.filter((one) => one.pane === pane).map((one) => one.legendAt(second)),
      })),
      bars: this.charting.isKnown ? this.seconds.length : null, first,
      isAway: this.seconds.length > 0 && this.chart.timeScale().scrollPosition() < -awayBars, profile: this.profile.said,
    };
  }
}

const at = (bar: Bar) => secondOf(bar) as UTCTimestamp;

const candleOf = (bar: Bar): CandlestickData | WhitespaceData => bar.open === null || bar.high === null || bar.low === null
  || bar.close === null ? { time: at(bar) } : { time: at(bar), open: bar.open, high: bar.high, low: bar.low, close: bar.close };

function volumeOf(bar: Bar): HistogramData {
  const { buySoft, sellSoft } = colours();
  return { time: at(bar), value: bar.volume, color: (bar.close ?? 0) >= (bar.open ?? 0) ? buySoft : sellSoft };
}
