// How the chart looks, and times on the venue's own clock.
import { type ChartOptions, type DeepPartial, type UTCTimestamp } from "lightweight-charts";
import type { Interval } from "../../paging";
import { colours } from "../../theme";

/** What changes with the theme. */
export function lookOf(): DeepPartial<ChartOptions> {
  const { panel, text, dim, line, faint, numbers } = colours();
  return {
    // Credit is given in the page's foot: the logo would need a style that the page's policy does not let in.
    layout: {
      background: { color: panel }, textColor: dim, fontFamily: numbers, fontSize: 11, attributionLogo: false,
      panes: { separatorColor: line, separatorHoverColor: faint },
    },
    grid: { vertLines: { color: line }, horzLines: { color: line } },
    crosshair: { mode: 0, vertLine: { color: text, labelBackgroundColor: dim }, horzLine: { color: text, labelBackgroundColor: dim } },
    rightPriceScale: { borderColor: line },
    timeScale: { borderColor: line },
  };
}

/** What the instrument and the interval decide. */
export const axesOf = (interval: Interval, zone: string): DeepPartial<ChartOptions> => ({
  autoSize: true,
  rightPriceScale: { scaleMargins: { top: 0.1, bottom: 0.2 } },
  timeScale: {
    timeVisible: interval !== "1d", secondsVisible: interval === "1s", rightOffset: 4, minBarSpacing: 0.5,
    tickMarkFormatter: (time: UTCTimestamp, kind: number) => tick(time, kind, zone),
  },
  localization: { timeFormatter: (time: UTCTimestamp) => moment(time, zone) },
});

// The kinds are the library's: year, month, day, minutes, seconds.
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
