import type { Bar, Instrument, VenueSnapshot } from "./market";

const pointsMax = 60;

/** One row of the watchlist. */
export interface Watched {
  readonly instrument: Instrument;
  readonly last: number | null;
  readonly lastTime: string | null;
  readonly wasUp: boolean | null;
  readonly bid: number | null;
  readonly ask: number | null;
  readonly previousClose: number | null;
  readonly open: number | null;
  readonly volume: number | null;
  readonly sequence: number;
  /** Closes of the last minutes, oldest first; the last one is still moving. */
  readonly points: readonly number[];
  readonly minute: number;
}

export const unseen = (instrument: Instrument): Watched => ({
  instrument, last: null, lastTime: null, wasUp: null, bid: null, ask: null, previousClose: null, open: null, volume: null,
  sequence: 0, points: [], minute: 0,
});

/** After word of where it stands; one that is older than what is known changes nothing. */
export function withTicker(row: Watched, ticker: VenueSnapshot): Watched {
  const { last_trade: trade, quote, today } = ticker;
  if (ticker.sequence < row.sequence) return row;
  const last = today?.close ?? trade?.price ?? null;
  const minute = trade ? Math.floor(Date.parse(trade.time) / 60_000) : row.minute;
  return {
    ...row,
    last,
    lastTime: trade?.time ?? null,
    wasUp: row.last === null || last === null || row.last === last ? row.wasUp : last > row.last,
    bid: quote?.bid ?? null,
    ask: quote?.ask ?? null,
    open: today?.open ?? null,
    volume: today?.volume ?? null,
    previousClose: ticker.previous_close,
    sequence: ticker.sequence,
    points: last === null || minute < row.minute ? row.points
      : minute === row.minute ? [...row.points.slice(0, -1), last] : [...row.points, last].slice(-pointsMax),
    minute: Math.max(minute, row.minute),
  };
}

/** After the bars of the last minutes, oldest first. */
export function withHistory(row: Watched, bars: readonly Bar[]): Watched {
  const closes = bars.flatMap((bar) => (bar.close === null ? [] : [bar.close]));
  const minute = bars.length > 0 ? Math.floor(Date.parse(bars.at(-1)!.time) / 60_000) : 0;
  const since = row.minute > minute ? row.points : [];
  return { ...row, points: [...closes, ...since].slice(-pointsMax), minute: Math.max(minute, row.minute) };
}

/** Since yesterday's close; where there is none, since today's first trade. */
export function changePercent(row: Watched): number | null {
  const from = row.previousClose ?? row.open;
  return row.last === null || from === null || from === 0 ? null : ((row.last - from) / from) * 100;
}
