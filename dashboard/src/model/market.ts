// What the interface says, as far as the screen reads it.

export interface Origin {
  readonly synthetic?: boolean;
  readonly bots?: boolean;
  readonly replayed?: boolean;
  readonly suspect?: boolean;
}

export interface Instrument extends Origin {
  readonly symbol: string;
  readonly exchange: string;
  readonly name: string;
  readonly currency: string;
  readonly time_zone: string;
  readonly tick_size: number | null;
  readonly lot_size: number | null;
}

export interface Trade extends Origin {
  readonly time: string;
  readonly price: number;
  readonly size: number;
  readonly exchange: string;
  readonly side: "buy" | "sell" | null;
  readonly sequence: number;
  readonly off_price?: boolean;
}

export interface Quote extends Origin {
  readonly time: string;
  readonly bid: number | null;
  readonly bid_size: number;
  readonly ask: number | null;
  readonly ask_size: number;
  readonly exchange: string;
  readonly sequence: number;
}

export interface Bar {
  readonly time: string;
  readonly open: number | null;
  readonly high: number | null;
  readonly low: number | null;
  readonly close: number | null;
  readonly volume: number;
  readonly vwap: number | null;
  readonly trades: number;
  readonly sequence?: number;
}

export interface BarUpdate extends Bar {
  readonly interval: string;
  readonly exchange: string;
  readonly closed: boolean;
}

export type LevelChange = readonly [price: number, size: number];

export interface BookMessage extends Origin {
  readonly time: string;
  readonly bids: readonly LevelChange[];
  readonly asks: readonly LevelChange[];
  readonly exchange: string;
  readonly sequence: number;
}

export interface VenueSnapshot extends Origin {
  readonly sequence: number;
  readonly exchange: string;
  readonly currency: string;
  readonly last_trade: Trade | null;
  readonly quote: Quote | null;
  readonly today: Bar | null;
  readonly previous_close: number | null;
  readonly change: number | null;
  readonly change_percent: number | null;
}

/** An instrument's day, as the summary tells it. */
export interface Mover extends Origin {
  readonly symbol: string;
  readonly exchange: string;
  readonly currency: string;
  readonly price: number;
  readonly change: number | null;
  readonly change_percent: number | null;
  readonly volume: number;
  readonly turnover: number;
}

export interface VenueState {
  readonly exchange: string;
  readonly name: string;
  readonly time_zone: string;
  readonly state: string | null;
  readonly instruments: number;
  readonly trades: number;
  readonly quotes: number;
  readonly last_time: string | null;
}

export interface Summary {
  readonly sequence: number;
  readonly totals: {
    readonly instruments: number; readonly trades: number; readonly quotes: number; readonly gaps: number;
    readonly turnover: readonly { readonly currency: string; readonly amount: number }[];
  };
  readonly venues: readonly VenueState[];
  readonly movers: { readonly gainers: readonly Mover[]; readonly losers: readonly Mover[]; readonly most_active: readonly Mover[] };
}

/** The name that means one instrument only. */
export const nameOf = (instrument: { exchange: string; symbol: string }) => `${instrument.exchange}:${instrument.symbol}`;

/** Those that were known, as they were, and after them those that are new. */
export function withFound(before: readonly Instrument[], found: readonly Instrument[]): readonly Instrument[] {
  const names = new Set(before.map(nameOf));
  const fresh = found.filter((one) => !names.has(nameOf(one)));
  return fresh.length === 0 ? before : [...before, ...fresh];
}
