// One account as it goes on, and what is done for it.
import { useEffect, useState, useSyncExternalStore } from "react";
import { coalesced } from "./frames";
import {
  misses, noAccount, withEvent, withExecutions, withSnapshot, type Account, type AccountEvent, type SnapshotPart,
} from "./model/account";
import { fieldOf, newClientId } from "./model/ticket";
import type { Execution, OrderReport, Portfolio } from "./model/trading";
import { say } from "./notices";
import { ask, askPatiently, open, Refusal, send } from "./wire";

const kinds = [
  "accepted", "filled", "replaced", "reduced", "triggered", "activated", "cancelled", "expired", "ended", "rejected", "repeated",
  "balance", "position", "transfer", "limits", "mass_cancelled", "kill", "opened",
] as const;

const fillsAsked = 100;
const portfolioMillisMin = 1_000;
const portfolioMillisMax = 3_000;
const lookUpMillis = 1_000;
const lookUpsMax = 30;

/** What became of the last thing that was asked for. */
export interface Outcome {
  readonly kind: "sending" | "unknown" | "done" | "refused";
  readonly text: string;
  readonly order: number | null;
  readonly field: string | null;
}

export class Trading {
  private known: Account = noAccount;
  private portfolioKnown: Portfolio | null = null;
  private outcomeKnown: Outcome | null = null;
  private readonly listeners = new Set<() => void>();
  private readonly frames = coalesced(() => {
    for (const listener of this.listeners) listener();
  });
  private readonly abort = new AbortController();
  private close = () => {};
  private asking = 0;
  private askedAt = -Infinity;
  private timer = 0;

  constructor(readonly account: string) {}

  readonly subscribe = (listener: () => void) => {
    this.listeners.add(listener);
    return () => {
      this.listeners.delete(listener);
    };
  };

  readonly read = () => this.known;
  readonly portfolio = () => this.portfolioKnown;
  readonly outcome = () => this.outcomeKnown;

  begin() {
    this.join();
    this.timer = window.setInterval(() => document.visibilityState === "visible" && this.askPortfolio(), portfolioMillisMax);
    void this.askFills();
    this.askPortfolio();
  }

  end() {
    this.abort.abort();
    this.close();
    clearInterval(this.timer);
    clearTimeout(this.asking);
    this.frames.stop();
  }

  /** Says it where everything else is said. */
  readonly say = (kind: Outcome["kind"], text: string, order: number | null = null, field: string | null = null) => {
    this.outcomeKnown = { kind, text, order, field };
    this.frames.request();
  };

  /** Places an order, once: what is not answered is looked up by the id that it has of us, not sent again. */
  readonly place = async (body: object, what: string) => {
    const id = newClientId();
    this.say("sending", `${what}: sending…`);
    try {
      const placed = await send<{ order_id: number }>("POST", "/v1/orders", { body, headers: { "Idempotency-Key": id } });
      this.say("done", what, placed.order_id);
    } catch (fault) {
      if (isKnown(fault)) this.say("refused", `${what}: ${fault.message}`, null, fieldOf(fault.code, fault.field, body));
      else await this.lookUp(id, what);
    }
  };

  readonly replace = (order: number, body: object, what: string) =>
    this.done(send("PATCH", `/v1/orders/${order}`, { body }), what, order);

  readonly cancel = (order: number) => this.done(send("DELETE", `/v1/orders/${order}`), `order ${order} cancelled`, null);

  /** Cancels all of an instrument, or of one side of it, or all that the account has open. */
  readonly cancelAll = async (symbol: string | null, side: string | null) => {
    const query = new URLSearchParams({ account: this.account, ...(symbol ? { symbol } : {}), ...(side ? { side } : {}) });
    const asked = send<{ orders: number }>("DELETE", `/v1/orders?${query}`);
    await this.done(asked, "", null, async () => {
      const { orders } = await asked;
      return orders === 1 ? "1 order cancelled" : `${orders} orders cancelled`;
    });
  };

  private async done(asked: Promise<unknown>, what: string, order: number | null, text = async () => what) {
    try {
      await asked;
      this.say("done", await text(), order);
    } catch (fault) {
      if (isKnown(fault)) this.say("refused", fault.message);
      else this.say("unknown", "No answer: the list of open orders shows what became of it.");
    }
  }

  private async lookUp(id: string, what: string) {
    this.say("unknown", `${what}: outcome unknown, asking…`);
    for (let tries = 0; tries < lookUpsMax && !this.abort.signal.aborted; tries++) {
      await new Promise((resolve) => setTimeout(resolve, lookUpMillis));
      try {
        const query = new URLSearchParams({ account: this.account });
        const found = await ask<OrderReport>(`/v1/orders/by-client-id/${id}?${query}`, AbortSignal.timeout(lookUpMillis * 5));
        this.say(found.status === "refused" ? "refused" : "done", `${what}: ${found.reason ?? found.status}`, found.order_id);
        return;
      } catch (fault) {
        if (!(fault instanceof Refusal) || fault.status !== 404) continue;
        this.say("refused", `${what}: it has not arrived. Nothing was placed.`);
        return;
      }
    }
    if (!this.abort.signal.aborted) this.say("unknown", `${what}: outcome unknown. The list of open orders will show it.`);
  }

  private join() {
    const take = (kind: string) => (event: AccountEvent) => this.take(kind, event);
    this.close = open({
      topic: `orders:${this.account}`,
      payload: () => (this.known.sequence > 0 ? { from: this.known.sequence + 1 } : { snapshot: true }),
      events: {
        ...Object.fromEntries(kinds.map((kind) => [kind, take(kind)])),
        snapshot: (part: SnapshotPart) => this.become(withSnapshot(this.known, part)),
      },
      joined: () => this.askPortfolio(),
      // What the channel can no longer tell from there on is asked for as a whole.
      refused: (reason) => {
        this.known = { ...this.known, sequence: 0 };
        if (reason === "forbidden" || reason === "unauthenticated") this.say("refused", "This session may not see the account.");
      },
    });
  }

  private take(kind: string, event: AccountEvent) {
    if (misses(this.known, event)) {
      this.close();
      this.known = { ...this.known, sequence: 0 };
      this.join();
      return;
    }
    const isNew = event.sequence > this.known.sequence;
    this.become(withEvent(this.known, kind, event));
    if (isNew && kind === "filled") say({ about: "fill", kind: "good", text: filledText(event) });
    if (kind === "balance" || kind === "position" || kind === "filled") this.askPortfolio();
  }

  private become(next: Account) {
    if (next === this.known) return;
    this.known = next;
    this.frames.request();
  }

  private async askFills() {
    const query = new URLSearchParams({ account: this.account, limit: `${fillsAsked}` });
    try {
      const { trades } = await askPatiently<{ trades: Execution[] }>(`/v1/trades/search?${query}`, this.abort.signal);
      this.become(withExecutions(this.known, trades));
    } catch {
      // Without records the fills begin with what is live.
    }
  }

  // At most once a second, however much is filled.
  private askPortfolio() {
    if (this.asking !== 0) return;
    this.asking = window.setTimeout(async () => {
      this.askedAt = performance.now();
      try {
        this.portfolioKnown = await ask<Portfolio>(`/v1/portfolio/${encodeURIComponent(this.account)}`, this.abort.signal);
        this.frames.request();
      } catch {
        // The next one comes soon.
      }
      this.asking = 0;
    }, Math.max(0, this.askedAt + portfolioMillisMin - performance.now()));
  }
}

const filledText = ({ side, quantity, symbol, price }: AccountEvent) =>
  `${side === "buy" ? "Bought" : "Sold"} ${quantity} ${symbol} at ${price}`;

// An answer that says what was done, even if it is nothing.
const isKnown = (fault: unknown): fault is Refusal =>
  fault instanceof Refusal && fault.code !== "outcome_unknown" && fault.code !== "";

/** Follows an account as long as it is shown. */
export function useTrading(account: string | null): Trading | null {
  const [trading, setTrading] = useState<Trading | null>(null);
  useEffect(() => {
    if (account === null) return;
    const next = new Trading(account);
    next.begin();
    setTrading(next);
    return () => next.end();
  }, [account]);
  return trading?.account === account ? trading : null;
}

const nothing = () => () => {};

/** What is known of it, anew once a frame at most. */
export const useAccount = (trading: Trading | null): Account =>
  useSyncExternalStore(trading?.subscribe ?? nothing, trading?.read ?? (() => noAccount));

export const usePortfolio = (trading: Trading | null): Portfolio | null =>
  useSyncExternalStore(trading?.subscribe ?? nothing, trading?.portfolio ?? (() => null));

export const useOutcome = (trading: Trading | null): Outcome | null =>
  useSyncExternalStore(trading?.subscribe ?? nothing, trading?.outcome ?? (() => null));
