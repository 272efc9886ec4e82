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
