import { describe, expect, it } from "vitest";
import {
  marksOf, misses, movedTo, noAccount, standsAt, withEvent, withExecutions, withSnapshot, type Account, type AccountEvent,
} from "../../src/model/account";
import type { OpenOrder } from "../../src/model/trading";

const order = (order_id: number, part: Partial<OpenOrder> = {}): OpenOrder => ({
  order_id, client_order_id: null, symbol: "XYZ-USD", side: "buy", type: "limit", time_in_force: "gtc", price: 10, quantity: 5, open: 5, ...part,
});

let last = 0;
const event = (part: Partial<AccountEvent>): AccountEvent => ({ time: "2026-01-05T00:00:00Z", previous_sequence: last, sequence: ++last, ...part });

function after(...events: [kind: string, event: Partial<AccountEvent>][]): Account {
  last = 100;
  const begun = withSnapshot(noAccount, { part: 1, orders: [order(1)], balances: [{ asset: "USD", total: 100, held: 50, available: 50 }], sequence: 100 });
  return events.reduce((account, [kind, one]) => withEvent(account, kind, event(one)), begun);
}

describe("an account", () => {
  it("has what its snapshot said, whole in each first part", () => {
    const account = withSnapshot(after(), { part: 1, orders: [order(2)], balances: [], sequence: 200 });
    const whole = withSnapshot(account, { part: 2, orders: [order(3)], sequence: 200 });
    expect([...whole.orders.keys()]).toEqual([2, 3]);
  });

  it("has an order open from when it was accepted until it is filled", () => {
    const part = after(
      ["accepted", { order_id: 7, symbol: "XYZ-USD", side: "sell", price: 12, quantity: 4 }],
      ["filled", { order_id: 7, symbol: "XYZ-USD", side: "sell", price: 12, quantity: 3, open: 1 }]);
    expect(part.orders.get(7)?.open).toBe(1);
    const whole = withEvent(part, "filled", event({ order_id: 7, price: 12, quantity: 1, open: 0 }));
    expect([whole.orders.has(7), whole.over.get(7)?.how, whole.fills.length]).toEqual([false, "filled", 2]);
  });

  it("ends an order by notional once it has spent all", () => {
    const account = after(
      ["accepted", { order_id: 7, quantity: null, notional: 20 }],
      ["filled", { order_id: 7, price: 10, quantity: 1, open_notional: 10 }],
      ["filled", { order_id: 7, price: 10, quantity: 1, open_notional: 0 }]);
    expect(account.over.get(7)?.how).toBe("filled");
  });

  it("follows what an order is replaced by, and what is left of it", () => {
    const account = after(["replaced", { order_id: 1, price: 9, quantity: 8, open: 8 }], ["reduced", { order_id: 1, by: 2, open: 6 }]);
    expect(account.orders.get(1)).toMatchObject({ price: 9, quantity: 8, open: 6 });
  });

  it("keeps in mind why an order ended", () => {
    const account = after(["cancelled", { order_id: 1, reason: "mass_cancelled" }]);
    expect([account.orders.size, account.over.get(1)?.how]).toEqual([0, "mass_cancelled"]);
  });

  it("opens an order again that waited for another and gets more to do", () => {
    const account = after(
      ["accepted", { order_id: 8, quantity: 2, open: 1 }], ["filled", { order_id: 8, price: 1, quantity: 1, open: 0 }],
      ["activated", { order_id: 8, by: 1, open: 1 }]);
    expect(account.orders.get(8)?.open).toBe(1);
  });

  it("takes nothing twice, and notices that something is missing", () => {
    const account = after(["balance", { asset: "USD", total: 90, held: 0, available: 90 }]);
    expect(account.balances.get("USD")).toEqual({ asset: "USD", total: 90, held: 0, available: 90 });
    expect(withEvent(account, "balance", { time: "", previous_sequence: 99, sequence: 101, asset: "USD", total: 1 })).toBe(account);
    expect(misses(account, { time: "", previous_sequence: 102, sequence: 103 })).toBe(true);
  });

  it("has each fill once, from the records or live", () => {
    const live = after(["filled", { order_id: 1, symbol: "XYZ-USD", side: "buy", price: 10, quantity: 1, open: 4 }]);
    const execution = (blotter_sequence: number) => ({
      blotter_sequence, order_id: 1, account: "ann", symbol: "XYZ-USD", side: "buy" as const, role: "maker", trade: 1, price: 10, quantity: 1, value: 10,
      fee: 0, time: "2026-01-05T00:00:00Z",
    });
    expect(withExecutions(live, [execution(101), execution(40)]).fills.map((fill) => fill.sequence)).toEqual([101, 40]);
  });
});

describe("own orders on the ladder", () => {
  const stepOf = (price: number) => Math.round(price);

  it("stand at their price, together where they are alike", () => {
    const marks = marksOf([order(1), order(2, { open: 2 }), order(3, { side: "sell" }), order(4, { symbol: "other" })], "XYZ-USD", stepOf);
    expect(marks.map((mark) => [mark.side, mark.step, mark.open, mark.orders.length])).toEqual([["buy", 10, 7, 2], ["sell", 10, 5, 1]]);
  });

  it("stand where they wait for, until they are triggered", () => {
    const stop = order(1, { type: "stop_limit", price: 9, stop_price: 12 });
    expect([standsAt(stop), standsAt({ ...stop, triggered: true })]).toEqual([12, 9]);
    expect(marksOf([stop], "XYZ-USD", stepOf)[0]).toMatchObject({ step: 12, isWaiting: true });
  });

  it("are moved by what they wait for, by their limit, or not at all", () => {
    expect(movedTo(order(1), "8.5")).toEqual({ price: "8.5" });
    expect(movedTo(order(1, { type: "stop", stop_price: 12 }), "8.5")).toEqual({ stop_price: "8.5" });
    expect(movedTo(order(1, { type: "trailing_stop", stop_price: 12 }), "8.5")).toBeNull();
  });
});
