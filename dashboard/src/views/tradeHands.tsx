// What is done on the trading page by hand: clicks on the ladder, keys, and cancelling many at once.
import { useEffect, useMemo, useRef, useState } from "react";
import { movedTo } from "../model/account";
import { bodyOf, described, hasPrice, hasStop, plain, type Draft } from "../model/ticket";
import type { Listed, OpenOrder } from "../model/trading";
import type { Trading } from "../trading";
import { isTyping } from "../typing";
import type { Hands } from "./ladderHands";

const twiceMillis = 1_500;

/** A click places a limit order where one-click is armed, else it takes the price onto the ticket. */
export function useLadderHands(
  { symbol, terms }: Listed, trading: Trading | null, draft: Draft, isArmed: boolean, change: (part: Partial<Draft>) => void,
): Hands | null {
  const latest = useRef({ draft, change });
  latest.current = { draft, change };
  const placed = isArmed ? draft.quantity || "?" : null;
  return useMemo(() => {
    if (!trading) return null;
    const textOf = (price: number) => plain(Math.round(price / terms.tick), terms.tick);
    return {
      placed,
      onPrice(side, price) {
        const at = textOf(price);
        const { draft: now, change: take } = latest.current;
        if (placed === null || side === null) {
          take({ ...(side ? { side } : {}), ...taken(now, at) });
          return;
        }
        const order: Draft = { ...now, type: "limit", side, price: at, takeProfit: "", stopLoss: "" };
        const body = bodyOf(order, symbol, trading.account);
        if (body) void trading.place(body, described(order, symbol));
        else trading.say("refused", "A click places the ticket's quantity: type one first.", null, "quantity");
      },
      onMove(orders, price) {
        for (const order of orders) move(trading, order, textOf(price));
      },
      onCancel(orders) {
        for (const order of orders) void trading.cancel(order.order_id);
      },
    };
  }, [trading, symbol, terms.tick, placed]);
}

function taken(draft: Draft, at: string): Partial<Draft> {
  if (draft.type === "stop") return { stop: at };
  return hasPrice(draft) || !hasStop(draft) ? { price: at, type: hasPrice(draft) ? draft.type : "limit" } : { price: at };
}

function move(trading: Trading, order: OpenOrder, at: string) {
  const body = movedTo(order, at);
  if (body) void trading.replace(order.order_id, body, `${order.side} ${order.symbol} moved to ${at}`);
  else trading.say("refused", "A trailing stop moves by itself.");
}

/** B, S: the side; A: one-click; Esc twice: cancel all of the instrument. True between the first Esc and the second. */
export function useTradeKeys(
  symbol: string, trading: Trading | null, change: (part: Partial<Draft>) => void, arm: () => void,
): boolean {
  const [escapedAt, setEscapedAt] = useState(-Infinity);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!trading || event.defaultPrevented || event.repeat) return;
      if (event.key === "Escape" && document.querySelector("dialog[open]") === null) {
        const isSecond = performance.now() - escapedAt < twiceMillis;
        setEscapedAt(isSecond ? -Infinity : performance.now());
        if (isSecond) void trading.cancelAll(symbol, null);
      } else if (!isTyping(event)) {
        const act = { b: () => change({ side: "buy" }), s: () => change({ side: "sell" }), a: arm }[event.key];
        act?.();
      }
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  });
  useEffect(() => {
    if (escapedAt === -Infinity) return;
    const timer = setTimeout(() => setEscapedAt(-Infinity), twiceMillis);
    return () => clearTimeout(timer);
  }, [escapedAt]);
  return escapedAt !== -Infinity;
}

interface CancelsProperties {
  readonly symbol: string;
  readonly orders: ReadonlyMap<number, OpenOrder>;
  readonly trading: Trading;
  readonly isEscaped: boolean;
}

/** Cancels all orders of the instrument, or those of one side. */
export function Cancels({ symbol, orders, trading, isEscaped }: CancelsProperties) {
  const own = [...orders.values()].filter((order) => order.symbol === symbol);
  const [buys, sells] = [own.filter((order) => order.side === "buy").length, own.filter((order) => order.side === "sell").length];
  const button = (label: string, side: string | null, count: number, isStrong = false) => (
    <button type="button" className={isStrong ? "escaped" : undefined} disabled={count === 0}
      onClick={() => void trading.cancelAll(symbol, side)}>
      {label} {count}
    </button>
  );
  return (
    <div className="cancels" role="group" aria-label="Cancel orders">
      {button("cancel buys", "buy", buys)}
      {button(isEscaped ? "Esc again: cancel" : "cancel all", null, own.length, isEscaped)}
      {button("cancel sells", "sell", sells)}
    </div>
  );
}
