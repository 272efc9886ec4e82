import type { Bar } from "./market";

/** Bars by their start in seconds since 1970, oldest first. */
export type Candles = ReadonlyMap<number, Bar>;

export const secondOf = (bar: { readonly time: string }) => Math.floor(Date.parse(bar.time) / 1_000);

/** With more bars: of two for the same time the one stays that knows more events. */
export function withBars(candles: Candles, bars: readonly Bar[]): Candles {
  const merged = new Map(candles);
  for (const bar of bars) {
    const known = merged.get(secondOf(bar));
    if (!known || knows(bar) >= knows(known)) merged.set(secondOf(bar), bar);
  }
  return inOrder(merged);
}

// An answer's bars have no sequence; more trades are then more events.
const knows = (bar: Bar) => bar.trades;

/** By time, oldest first. */
export function inOrder<Row>(rows: ReadonlyMap<number, Row>): ReadonlyMap<number, Row> {
  let before = -Infinity;
  for (const second of rows.keys()) {
    if (second < before) return new Map([...rows].sort(([left], [right]) => left - right));
    before = second;
  }
  return rows;
}

/** What changed since the bar before closed, in percent; null where either has no price. */
export function changeOf(bar: Bar, before: Bar | undefined): number | null {
  if (bar.close === null || !before?.close) return null;
  return (bar.close / before.close - 1) * 100;
}

// A day of the venue's clock may have 25 hours.
const longestMillis = { "1s": 1_000, "1m": 60_000, "5m": 300_000, "15m": 900_000, "1h": 3_600_000, "1d": 90_000_000 } as const;

/** What was over at a moment, in milliseconds since 1970: bars, or figures of bars. */
export const endedBy = <Row extends { readonly time: string }>(
  rows: readonly Row[], interval: keyof typeof longestMillis, moment: number,
) =>
  rows.filter((row) => Date.parse(row.time) + longestMillis[interval] <= moment);
