import { describe, expect, it } from "vitest";
import { withFound, type Instrument } from "../../src/model/market";

const instrument = (symbol: string, exchange = "ASX"): Instrument =>
  ({ symbol, exchange, name: symbol, currency: "AUD", time_zone: "UTC", tick_size: null, lot_size: null });

describe("instruments", () => {
  it("that were known stay the same objects in the same order, new ones follow", () => {
    const before = [instrument("RIO"), instrument("BHP")];
    const after = withFound(before, [instrument("BHP"), instrument("BHP", "NYSE")]);
    expect(after.map((one) => `${one.exchange}:${one.symbol}`)).toEqual(["ASX:RIO", "ASX:BHP", "NYSE:BHP"]);
    expect(after[1]).toBe(before[1]);
    expect(withFound(before, [instrument("RIO")])).toBe(before);
  });
});
