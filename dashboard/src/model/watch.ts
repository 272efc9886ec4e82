import type { Bar, Instrument, Quote, Trade, VenueSnapshot } from "./market";

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

export type Price = Partial<Pick<Trade, "price" | "size">> & Partial<Pick<Quote, "bid" | "ask">>
  & { readonly time: string; readonly sequence: number };

/** After a trade or a quote; one that is in it already changes nothing. */
export function withPrice(row: Watched, update: Price): Watched {
  if (update.sequence <= row.sequence) return row;
  if (update.price === undefined)
    return { ...row, bid: update.bid ?? null, ask: update.ask ?? null, sequence: update.sequence };
  const minute = Math.floor(Date.parse(update.time) / 60_000);
  return {
    ...row,
    last: update.price,
    lastTime: update.time,
    wasUp: row.last === null || row.last === update.price ? row.wasUp : update.price > row.last,
    open: row.open ?? update.price,
    volume: (row.volume ?? 0) + (update.size ?? 0),
    sequence: update.sequence,
    points: minute === row.minute ? [...row.points.slice(0, -1), update.price] : [...row.points, update.price].slice(-pointsMax),
    minute,
  };
}

/** After an answer about now, which may be older than what has come in since. */
export function withSnapshot(row: Watched, snapshot: VenueSnapshot): Watched {
  const trade = snapshot.last_trade;
  const quote = snapshot.quote;
  const isNewer = row.sequence > Math.max(trade?.sequence ?? 0, quote?.sequence ?? 0);
  return {
    ...row,
    last: isNewer && row.last !== null ? row.last : snapshot.today?.close ?? trade?.price ?? null,
    lastTime: isNewer && row.lastTime !== null ? row.lastTime : trade?.time ?? null,
    bid: isNewer && row.bid !== null ? row.bid : quote?.bid ?? null,
    ask: isNewer && row.ask !== null ? row.ask : quote?.ask ?? null,
    open: snapshot.today?.open ?? row.open,
    volume: snapshot.today?.volume ?? row.volume,
    previousClose: snapshot.previous_close,
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
