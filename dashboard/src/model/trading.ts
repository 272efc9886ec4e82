// What the exchange says of itself, of orders and of accounts, as far as the screen reads it.
import type { Instrument } from "./market";
import { decimalsOf } from "./numbers";

export type Side = "buy" | "sell";

/** An instrument as the exchange has listed it. */
export interface Listed {
  readonly symbol: string;
  readonly base: string;
  readonly quote: string;
  readonly paper: boolean;
  readonly phase: string;
  readonly killed: boolean;
  readonly last_price: number | null;
  readonly terms: { readonly tick: number; readonly lot: number };
}

export interface OpenOrder {
  readonly order_id: number;
  readonly client_order_id: string | null;
  readonly symbol: string;
  readonly side: Side;
  readonly type: string;
  readonly time_in_force: string;
  readonly price: number | null;
  readonly stop_price?: number;
  /** Null of an order by notional. */
  readonly quantity: number | null;
  readonly notional?: number;
  /** What is left of the quantity, of an order that waits for another nothing yet. */
  readonly open: number;
  readonly display?: number;
  readonly post_only?: boolean;
  readonly reduce_only?: boolean;
  readonly expires_at?: string;
  readonly triggered?: boolean;
}

export interface Fill {
  /** The blotter's record: unique, and in the order in which it happened. */
  readonly sequence: number;
  readonly time: string;
  readonly order_id: number;
  readonly symbol: string;
  readonly side: Side;
  readonly price: number;
  readonly quantity: number;
  readonly value: number;
  readonly fee: number;
  readonly liquidity: string;
}

/** A fill as the records have it. */
export interface Execution {
  readonly blotter_sequence: number;
  readonly order_id: number;
  readonly account: string;
  readonly symbol: string;
  readonly side: Side;
  readonly role: string;
  readonly trade: number;
  readonly price: number;
  readonly quantity: number;
  readonly value: number;
  readonly fee: number;
  readonly time: string;
}

/** What became of an order, as the records have it. */
export interface OrderReport {
  readonly order_id: number;
  readonly client_order_id: string | null;
  readonly account: string;
  readonly status: "refused" | "open" | "filled" | "ended";
  readonly reason: string | null;
  readonly symbol?: string;
  readonly side?: Side;
  readonly type?: string;
  readonly time_in_force?: string;
  readonly price?: number | null;
  readonly stop_price?: number;
  readonly quantity?: number | null;
  readonly filled_quantity?: number;
  readonly value?: number;
  readonly fees?: number;
  readonly time: string;
}

export interface Balance {
  readonly asset: string;
  readonly total: number;
  readonly held: number;
  readonly available: number;
}

export interface Position {
  readonly symbol: string;
  readonly quantity: number;
  readonly cost: number;
  readonly average_cost: number | null;
  readonly mark_price: number | null;
  readonly value: number | null;
  readonly unrealised: number | null;
  readonly realised: number;
  readonly fees: number;
}

export interface Total {
  readonly asset: string;
  readonly cost: number;
  readonly value: number | null;
  readonly unrealised: number | null;
  readonly realised: number;
  readonly fees: number;
}

export interface Portfolio {
  readonly account: string;
  readonly holdings: readonly Balance[];
  readonly positions: readonly Position[];
  readonly totals: readonly Total[];
  readonly time: string;
  readonly blotter_sequence: number;
}

interface AssetAmount {
  readonly asset: string;
  readonly amount: number;
}

/** What an order would bring about now. */
export interface Preview {
  readonly accepted: boolean;
  readonly refusal: { readonly code: string; readonly detail: string } | null;
  readonly hold: AssetAmount | null;
  readonly available: AssetAmount | null;
  readonly fills: readonly { readonly price: number; readonly quantity: number }[];
  readonly quantity: number;
  readonly average_price: number | null;
  readonly value: number;
  readonly fee: AssetAmount | null;
  readonly rests: number;
  /** Why what does not trade at once would end; null where it would not. */
  readonly ends: string | null;
}

const ownVenue = "BOURSE:";

/** The name in market data of what the exchange calls so: its own instruments are of its venue, those on paper name theirs. */
export const marketNameOf = (listed: string) => (listed.includes(":") ? listed : ownVenue + listed);

/** What the exchange calls what market data calls so, whether it has listed it or not. */
export const listedNameOf = (name: string) => (name.startsWith(ownVenue) ? name.slice(ownVenue.length) : name);

/** How many decimals prices of an instrument have; of one that is not known as many as they need. */
export function priceDecimals(listed: readonly Listed[], symbol: string | undefined): number | null {
  const found = listed.find((one) => one.symbol === symbol);
  return found ? decimalsOf(found.terms.tick) : null;
}

/** What is traded, with the exchange's tick and lot: prices of orders are multiples of these. */
export function traded(listed: Listed, known: Instrument | undefined): Instrument {
  const [exchange, symbol] = marketNameOf(listed.symbol).split(/:(.*)/s) as [string, string];
  return {
    ...(known ?? { symbol, exchange, name: symbol, currency: listed.quote, time_zone: "UTC" }),
    tick_size: listed.terms.tick, lot_size: listed.terms.lot,
  };
}
