import type { Bar } from "./market";

/** Bars by their start in seconds since 1970, oldest first. */
export type Candles = ReadonlyMap<number, Bar>;

export const secondOf = (bar: Bar) => Math.floor(Date.parse(bar.time) / 1_000);

/** With more bars: of two for the same time the one stays that knows more events. */
export function withBars(candles: Candles, bars: readonly Bar[]): Candles {
  const merged = new Map(candles);
  for (const bar of bars) {
    const known = merged.get(secondOf(bar));
    if (!known || knows(bar) >= knows(known)) merged.set(secondOf(bar), bar);
  }
  return new Map([...merged].sort(([left], [right]) => left - right));
}

// An answer's bars have no sequence; more trades are then more events.
const knows = (bar: Bar) => bar.trades;

// A day of the venue's clock may have 25 hours.
const longestMillis = { "1s": 1_000, "1m": 60_000, "5m": 300_000, "15m": 900_000, "1h": 3_600_000, "1d": 90_000_000 } as const;

/** The bars that were over at a moment, in milliseconds since 1970. */
export const endedBy = (bars: readonly Bar[], interval: keyof typeof longestMillis, moment: number) =>
  bars.filter((bar) => Date.parse(bar.time) + longestMillis[interval] <= moment);
