// An order before it is placed, as it is typed.
import { decimalsOf } from "./numbers";
import type { Side } from "./trading";

export const types = ["limit", "market", "stop", "stop_limit", "trailing_stop"] as const;
export const lifetimes = ["gtc", "ioc", "fok", "day", "gtd"] as const;

/** Numbers stay the texts that they are: the exchange reads them exactly. */
export interface Draft {
  readonly side: Side;
  readonly type: (typeof types)[number];
  readonly lifetime: (typeof lifetimes)[number];
  /** Of `gtd`, as an input of the browser has it: local time. */
  readonly expires: string;
  readonly isNotional: boolean;
  readonly quantity: string;
  readonly notional: string;
  readonly price: string;
  readonly stop: string;
  readonly isTrailPercent: boolean;
  readonly trail: string;
  readonly display: string;
  readonly isPostOnly: boolean;
  readonly isReduceOnly: boolean;
  readonly takeProfit: string;
  readonly stopLoss: string;
}

export const emptyDraft: Draft = {
  side: "buy", type: "limit", lifetime: "gtc", expires: "", isNotional: false, quantity: "", notional: "", price: "", stop: "",
  isTrailPercent: true, trail: "", display: "", isPostOnly: false, isReduceOnly: false, takeProfit: "", stopLoss: "",
};

export const hasPrice = ({ type }: Draft) => type === "limit" || type === "stop_limit";
export const hasStop = ({ type }: Draft) => type === "stop" || type === "stop_limit";
export const mayBeNotional = ({ type }: Draft) => type === "market";
export const mayComeTogether = (draft: Draft) => draft.type !== "trailing_stop" && !isByNotional(draft);
const isByNotional = (draft: Draft) => draft.isNotional && mayBeNotional(draft);

/** The body of POST /v1/orders, or null while something that it cannot do without is not typed yet. */
export function bodyOf(draft: Draft, symbol: string, account: string): Record<string, unknown> | null {
  const isWhole = (isByNotional(draft) ? draft.notional : draft.quantity) !== ""
    && (!hasPrice(draft) || draft.price !== "")
    && (!hasStop(draft) || draft.stop !== "")
    && (draft.type !== "trailing_stop" || draft.trail !== "")
    && (draft.lifetime !== "gtd" || draft.expires !== "");
  if (!isWhole) return null;
  return {
    account, symbol, side: draft.side, type: draft.type, time_in_force: draft.lifetime,
    ...(isByNotional(draft) ? { notional: draft.notional } : { quantity: draft.quantity }),
    ...(hasPrice(draft) ? { price: draft.price } : {}),
    ...(hasStop(draft) ? { stop_price: draft.stop } : {}),
    ...(draft.type === "trailing_stop" ? { [draft.isTrailPercent ? "trail_percent" : "trail_price"]: draft.trail } : {}),
    ...(draft.lifetime === "gtd" ? { expires_at: new Date(draft.expires).toISOString() } : {}),
    ...(hasPrice(draft) && draft.display !== "" ? { display_quantity: draft.display } : {}),
    ...(hasPrice(draft) && draft.isPostOnly ? { post_only: true } : {}),
    ...(draft.isReduceOnly ? { reduce_only: true } : {}),
    ...legsOf(draft),
  };
}

function legsOf(draft: Draft): object {
  const [profit, loss] = [draft.takeProfit !== "", draft.stopLoss !== ""];
  if (!mayComeTogether(draft) || (!profit && !loss)) return {};
  return {
    order_class: profit && loss ? "bracket" : "oto",
    ...(profit ? { take_profit: { limit_price: draft.takeProfit } } : {}),
    ...(loss ? { stop_loss: { stop_price: draft.stopLoss } } : {}),
  };
}

/** The order alone: what would become of those that come with it cannot be asked. */
export function aloneOf(body: Record<string, unknown> | null): Record<string, unknown> | null {
  if (!body) return null;
  const { order_class: _, take_profit: _1, stop_loss: _2, ...alone } = body;
  return alone;
}

const fieldOfCode: Readonly<Record<string, string>> = {
  price_out_of_range: "price", price_off_tick: "price", outside_band: "price", would_take: "price", would_trigger: "stop_price",
  quantity_out_of_range: "quantity", quantity_off_lot: "quantity", insufficient_funds: "quantity", position_limit: "quantity",
  value_too_small: "quantity", value_too_large: "quantity", order_value_limit: "quantity",
  display_out_of_range: "display_quantity", time_past: "expires_at",
};

/** The field that a refusal is about, where it is about one. */
export function fieldOf(code: string, field: string | null, body: object | null): string | null {
  const found = field ?? fieldOfCode[code] ?? null;
  return found === "quantity" && body && "notional" in body ? "notional" : found;
}

/** What the order is, in one line. */
export function described(draft: Draft, symbol: string): string {
  const much = isByNotional(draft) ? `${symbol} for ${draft.notional}` : `${draft.quantity} ${symbol}`;
  const at = hasPrice(draft) ? ` at ${draft.price}` : draft.type === "market" ? " at market" : "";
  const when = hasStop(draft) ? `, once at ${draft.stop}` : draft.type === "trailing_stop" ? `, trailing ${draft.trail}` : "";
  return `${draft.side} ${much}${at}${when}`;
}

/** The next multiple of a step up or down from what is typed; what is no number stays. */
export function stepped(text: string, step: number, count: number): string {
  const value = Number(text);
  if (!Number.isFinite(value) || step <= 0) return text;
  return plain(Math.max(0, Math.round(value / step) + count), step);
}

/** So many steps as a text that the exchange reads exactly. */
export const plain = (steps: number, step: number) => (steps * step).toFixed(decimalsOf(step));

/** An id that no other order has: of a click, however often it has to be sent. */
export function newClientId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(15));
  return `screen-${Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("").slice(0, 28)}`;
}
