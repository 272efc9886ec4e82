import { describe, expect, it } from "vitest";
import { csvOf, decimal } from "../../src/model/csv";
import { executionsCsv, noFilter, questionOf } from "../../src/model/history";
import { aloneOf, bodyOf, described, emptyDraft, fieldOf, newClientId, plain, stepped, type Draft } from "../../src/model/ticket";
import { listedNameOf, marketNameOf, traded, type Listed } from "../../src/model/trading";

const draft = (part: Partial<Draft>): Draft => ({ ...emptyDraft, quantity: "5", price: "99.50", ...part });
const body = (part: Partial<Draft>) => bodyOf(draft(part), "TULIP", "ann");

describe("a ticket", () => {
  it("is an order once all that it needs is typed, to the digit", () => {
    expect(body({})).toEqual({ account: "ann", symbol: "TULIP", side: "buy", type: "limit", time_in_force: "gtc", quantity: "5", price: "99.50" });
    for (const part of [{ price: "" }, { quantity: "" }, { type: "stop_limit" as const }, { type: "trailing_stop" as const }, { lifetime: "gtd" as const }])
      expect(body(part)).toBeNull();
  });

  it("says only what its type has", () => {
    expect(body({ type: "market", isPostOnly: true, display: "1", stop: "90" })).not.toHaveProperty("price");
    expect(body({ type: "market", isPostOnly: true, display: "1" })).toEqual({ account: "ann", symbol: "TULIP", side: "buy", type: "market", time_in_force: "gtc", quantity: "5" });
    expect(body({ type: "trailing_stop", trail: "1.5", isTrailPercent: false })).toMatchObject({ trail_price: "1.5" });
    expect(body({ isPostOnly: true, isReduceOnly: true, display: "1" })).toMatchObject({ post_only: true, reduce_only: true, display_quantity: "1" });
  });

  it("spends an amount at market only", () => {
    expect(body({ type: "market", isNotional: true, notional: "200" })).toMatchObject({ notional: "200" });
    expect(body({ isNotional: true, notional: "200" })).toMatchObject({ quantity: "5" });
  });

  it("brings others with it, which are not in its preview", () => {
    const both = body({ takeProfit: "110", stopLoss: "90" });
    expect(both).toMatchObject({ order_class: "bracket", take_profit: { limit_price: "110" }, stop_loss: { stop_price: "90" } });
    expect(body({ stopLoss: "90" })).toMatchObject({ order_class: "oto" });
    expect(aloneOf(both)).toEqual(body({}));
  });

  it("is said in one line", () => {
    expect(described(draft({}), "TULIP")).toBe("buy 5 TULIP at 99.50");
    expect(described(draft({ side: "sell", type: "stop", stop: "90" }), "TULIP")).toBe("sell 5 TULIP, once at 90");
  });

  it("marks the field that a refusal is about", () => {
    expect([fieldOf("price_off_tick", null, {}), fieldOf("invalid_parameter", "stop_price", {}), fieldOf("account_killed", null, {})])
      .toEqual(["price", "stop_price", null]);
    expect(fieldOf("insufficient_funds", null, { notional: "1" })).toBe("notional");
  });

  it("steps from tick to tick without a rounding error", () => {
    expect([stepped("99.5", 0.01, 1), stepped("0.3", 0.1, -1), stepped("", 0.05, 1), stepped("0.00", 0.01, -1), stepped("x", 1, 1)])
      .toEqual(["99.51", "0.2", "0.05", "0.00", "x"]);
    expect(plain(3, 0.1)).toBe("0.3");
  });

  it("names each order so that no other has the name", () => {
    expect(newClientId()).toMatch(/^screen-[0-9a-f]{28}$/);
    expect(newClientId()).not.toBe(newClientId());
  });
});

describe("names", () => {
  it("are the exchange's own, or those of where the market is", () => {
    expect([marketNameOf("TULIP"), marketNameOf("ASX:BHP"), listedNameOf("BOURSE:TULIP"), listedNameOf("ASX:BHP")])
      .toEqual(["BOURSE:TULIP", "ASX:BHP", "TULIP", "ASX:BHP"]);
  });

  it("are traded by the exchange's tick, known to market data or not", () => {
    const listed = { symbol: "ASX:BHP", quote: "AUD", terms: { tick: 0.01, lot: 1 } } as Listed;
    expect(traded(listed, undefined)).toMatchObject({ exchange: "ASX", symbol: "BHP", currency: "AUD", tick_size: 0.01 });
  });
});

describe("a file of history", () => {
  it("has its numbers written out, and its texts quoted where they have to be", () => {
    expect(csvOf(["a", "b"], [[1e-8, "x,\"y\""], [null, "=1+1"]])).toBe("a,b\r\n0.00000001,\"x,\"\"y\"\"\"\r\n,'=1+1\r\n");
    expect([decimal(1e21), decimal(-2.5)]).toEqual(["1000000000000000000000", "-2.5"]);
  });

  it("is asked for page by page", () => {
    expect(questionOf(noFilter, "ann", 100, null)).toBe("/v1/trades/search?account=ann&limit=100");
    expect(questionOf({ ...noFilter, kind: "orders", symbol: "ASX:BHP", side: "buy" }, "ann", 10, "c"))
      .toBe("/v1/orders?account=ann&limit=10&status=all&symbol=ASX%3ABHP&side=buy&cursor=c");
  });

  it("has a head and a line for each fill", () => {
    const row = {
      blotter_sequence: 41, order_id: 170, account: "ann", symbol: "XYZ-USD", side: "buy" as const, role: "maker", trade: 1, price: 99.5, quantity: 4,
      value: 398, fee: 0.4, time: "2026-01-05T10:30:00.123456789Z",
    };
    expect(executionsCsv([row])).toBe("time,account,symbol,side,quantity,price,value,fee,role,order_id,trade,blotter_sequence\r\n"
      + "2026-01-05T10:30:00.123456789Z,ann,XYZ-USD,buy,4,99.5,398,0.4,maker,170,1,41\r\n");
  });
});
