import { describe, expect, it } from "vitest";
import { addressOf, placeOf } from "../../src/model/address";

describe("an address", () => {
  it("names the instrument as a person would write it", () => {
    expect(addressOf({ page: "market", instrument: "ASX:BHP", at: null })).toBe("/market/ASX:BHP");
  });

  it("is read as it was written, whatever the instrument's name holds", () => {
    const place = { page: "market", instrument: "X:A/B C%", at: "2014-03-10T00:00:00Z" } as const;
    const address = new URL(addressOf(place), "http://localhost");
    expect(placeOf(address.pathname, address.search)).toEqual(place);
  });

  it("of a page about all instruments names none", () => {
    expect(addressOf({ page: "summary", instrument: "ASX:BHP", at: null })).toBe("/summary");
    expect(placeOf("/summary/ASX:BHP", "")).toEqual({ page: "summary", instrument: null, at: null });
  });

  it("that means nothing is the market", () => {
    expect(placeOf("/nowhere", "")).toEqual({ page: "market", instrument: null, at: null });
    expect(placeOf("/market/%E0%A4%A", "")).toEqual({ page: "market", instrument: null, at: null });
  });
});
