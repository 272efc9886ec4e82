import {
  CandlestickSeries, createChart, HistogramSeries, type CandlestickData, type HistogramData, type IChartApi, type ISeriesApi,
  type UTCTimestamp, type WhitespaceData,
} from "lightweight-charts";
import { memo, useEffect, useRef, useState, useSyncExternalStore } from "react";
import { Charting, intervals, type Interval } from "../charting";
import { coalesced } from "../frames";
import { secondOf } from "../model/candles";
import type { Bar, Instrument } from "../model/market";
import type { PastClock } from "../model/moments";
import { decimalsOf, price, size } from "../model/numbers";
import { colours, themeStore } from "../theme";

interface Parts {
  readonly chart: IChartApi;
  readonly candles: ISeriesApi<"Candlestick">;
  readonly volumes: ISeriesApi<"Histogram">;
}

const olderWithin = 30;

/** Candles and volume; scrolling back asks for more of the past. */
export const Chart = memo(function Chart({ instrument, clock }: { instrument: Instrument; clock: PastClock | null }) {
  const [interval, setInterval] = useState<Interval>("1m");
  const [pointed, setPointed] = useState<Bar | null>(null);
  const [isEmpty, setEmpty] = useState(false);
  const place = useRef<HTMLDivElement>(null);
  const theme = useSyncExternalStore(themeStore.subscribe, themeStore.read);
  useEffect(() => {
    const parts = made(place.current!, instrument, interval);
    const charting = draw(parts, instrument, interval, clock, setPointed, setEmpty);
    charting.begin();
    return () => {
      charting.end();
      parts.chart.remove();
    };
  }, [instrument, interval, clock, theme]);
  const decimals = decimalsOf(instrument.tick_size ?? 0.005);
  return (
    <section className="pane chart" aria-label="Chart">
      <header>
        <h2>Chart</h2>
        <div role="group" aria-label="Interval">
          {intervals.map((one) => (
            <button key={one} type="button" aria-pressed={one === interval} onClick={() => setInterval(one)}>{one}</button>
          ))}
        </div>
        <span className="push legend">{pointed && legend(pointed, decimals)}</span>
      </header>
      <div className="fill">
        <div className="plot" ref={place} role="img" aria-label={`Candles of ${instrument.symbol}, ${interval} each`} />
        {isEmpty && <p className="empty">No trades yet.</p>}
      </div>
    </section>
  );
});

const legend = (bar: Bar, decimals: number) =>
  `O ${price(bar.open, decimals)}  H ${price(bar.high, decimals)}  L ${price(bar.low, decimals)}  C ${price(bar.close, decimals)}`
  + `  V ${size(bar.volume)}`;

function made(place: HTMLElement, instrument: Instrument, interval: Interval): Parts {
  const { panel, text, dim, line, buy, sell, numbers } = colours();
  const zone = instrument.time_zone;
  const chart = createChart(place, {
    autoSize: true,
    // Credit is given in the page's foot: the logo would need a style that the page's policy does not let in.
    layout: { background: { color: panel }, textColor: dim, fontFamily: numbers, fontSize: 11, attributionLogo: false },
    grid: { vertLines: { color: line }, horzLines: { color: line } },
    crosshair: { mode: 0, vertLine: { color: text, labelBackgroundColor: dim }, horzLine: { color: text, labelBackgroundColor: dim } },
    rightPriceScale: { borderColor: line, scaleMargins: { top: 0.06, bottom: 0.24 } },
    timeScale: {
      borderColor: line, timeVisible: interval !== "1d", secondsVisible: interval === "1s", rightOffset: 4, minBarSpacing: 1,
      tickMarkFormatter: (time: UTCTimestamp, kind: number) => tick(time, kind, zone),
    },
    localization: { timeFormatter: (time: UTCTimestamp) => moment(time, zone) },
  });
  const decimals = decimalsOf(instrument.tick_size ?? 0.005);
  const candles = chart.addSeries(CandlestickSeries, {
    upColor: buy, downColor: sell, wickUpColor: buy, wickDownColor: sell, borderUpColor: buy, borderDownColor: sell,
    priceFormat: { type: "custom", minMove: 10 ** -decimals, formatter: (value: number) => price(value, decimals) },
  });
  const volumes = chart.addSeries(HistogramSeries, {
    priceScaleId: "volume", priceFormat: { type: "custom", minMove: 1e-8, formatter: size }, lastValueVisible: false,
    priceLineVisible: false,
  });
  volumes.priceScale().applyOptions({ scaleMargins: { top: 0.82, bottom: 0 } });
  return { chart, candles, volumes };
}

function draw(
  { chart, candles, volumes }: Parts, instrument: Instrument, interval: Interval, clock: PastClock | null,
  setPointed: (bar: Bar | null) => void, setEmpty: (isEmpty: boolean) => void,
): Charting {
  let moved: Bar[] | null = [];
  const paint = () => {
    const bars = moved ?? [...charting.candles.values()];
    const newest = drawnTo;
    if (moved === null || bars.some((bar) => secondOf(bar) < newest)) {
      const all = [...charting.candles.values()];
      candles.setData(all.map(candleOf));
      volumes.setData(all.map(volumeOf));
    } else {
      for (const bar of bars) {
        candles.update(candleOf(bar));
        volumes.update(volumeOf(bar));
      }
    }
    drawnTo = [...charting.candles.keys()].at(-1) ?? 0;
    moved = [];
    setEmpty(charting.candles.size === 0);
    setPointed([...charting.candles.values()].at(-1) ?? null);
  };
  let drawnTo = 0;
  const frames = coalesced(paint);
  const charting = new Charting(instrument, interval, clock, (bars) => {
    moved = bars === null || moved === null ? null : [...moved, ...bars];
    frames.request();
  });
  chart.timeScale().subscribeVisibleLogicalRangeChange((range) => {
    if (range && range.from < olderWithin) void charting.askOlder();
  });
  chart.subscribeCrosshairMove(({ time }) => {
    if (time !== undefined) setPointed(charting.candles.get(time as number) ?? null);
  });
  return charting;
}

const at = (bar: Bar) => secondOf(bar) as UTCTimestamp;

const candleOf = (bar: Bar): CandlestickData | WhitespaceData => bar.open === null || bar.high === null || bar.low === null
  || bar.close === null ? { time: at(bar) } : { time: at(bar), open: bar.open, high: bar.high, low: bar.low, close: bar.close };

function volumeOf(bar: Bar): HistogramData {
  const { buySoft, sellSoft } = colours();
  return { time: at(bar), value: bar.volume, color: (bar.close ?? 0) >= (bar.open ?? 0) ? buySoft : sellSoft };
}

// Times are those of the venue's own clock. The kinds are the library's: year, month, day, minutes, seconds.
function tick(time: number, kind: number, timeZone: string): string {
  const forms: Intl.DateTimeFormatOptions[] = [
    { year: "numeric" }, { month: "short" }, { day: "numeric", month: "short" },
    { hour: "2-digit", minute: "2-digit", hourCycle: "h23" }, { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" },
  ];
  return new Date(time * 1_000).toLocaleString("en-GB", { timeZone, ...forms[kind] });
}

const moment = (time: number, timeZone: string) => new Date(time * 1_000).toLocaleString("en-GB", {
  timeZone, day: "numeric", month: "short", year: "numeric", hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23",
});
