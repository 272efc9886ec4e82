import { describe, expect, it } from "vitest";
import { partsOf, positionsOf, verdictOf, type Health } from "../../src/model/health";

const health: Health = {
  status: "degraded",
  parts: {
    tape: { status: "up", reason: null, last_sequence: 1_200, durable_sequence: 1_198, state: "writable" },
    feeds: { status: "up", reason: null, exchange: { state: "live", behind: 3 } },
    exchange: { status: "up", reason: null, orders_sequence: 64, durable_sequence: 63, blotter_sequence: 276 },
    records: { status: "up", reason: null, blotter_sequence: 270, behind: 6, audit_sequence: 4, audit_behind: 1 },
    ticks: { status: "up", reason: null, applied_sequence: 1_190, behind: 10, bytes: 27_013_568 },
    lighthouse: { status: "degraded", reason: "The lamp is out.", lamp: { hours: 12.3456, spare: null }, isTall: true, behind: 2 },
  },
};

describe("health", () => {
  it("names what is amiss first", () => {
    expect(partsOf(health).map((part) => part.name)).toEqual(["lighthouse", "tape", "feeds", "exchange", "records", "ticks"]);
    expect(verdictOf(health)).toBe("lighthouse: The lamp is out.");
    expect(verdictOf({ status: "up", parts: {} })).toBe("Everything is up.");
  });

  it("shows what an unknown part says of itself", () => {
    expect(partsOf(health)[0]!.facts).toEqual([["lamp: hours", "12.346"], ["lamp: spare", "–"], ["isTall", "yes"], ["behind", "2"]]);
    expect(partsOf(health).find((part) => part.name === "ticks")!.facts).toContainEqual(["bytes", "27.0 MB"]);
  });

  it("tells where logs end and how far their readers are", () => {
    expect(positionsOf(health)).toEqual([
      { what: "tape", sequence: 1_200, durable: 1_198, behind: null },
      { what: "feeds: exchange", sequence: null, durable: null, behind: 3 },
      { what: "orders", sequence: 64, durable: 63, behind: null },
      { what: "blotter", sequence: 276, durable: 276, behind: null },
      { what: "records", sequence: 270, durable: null, behind: 6 },
      { what: "records: audit", sequence: 4, durable: null, behind: 1 },
      { what: "ticks", sequence: 1_190, durable: null, behind: 10 },
      { what: "lighthouse", sequence: null, durable: null, behind: 2 },
    ]);
  });
});
