import { describe, expect, it } from "vitest";
import type { Trade } from "../../src/model/market";
import { atLeast, withTrades, type Tape } from "../../src/model/tape";

const trade = (sequence: number, size = 1): Trade =>
  ({ time: "2026-01-05T00:00:00Z", price: 100, size, exchange: "SYNTH", side: "buy", sequence });
const sequences = (tape: Tape) => tape.map((one) => one.sequence);

describe("a tape", () => {
  it("has the newest first, in whatever order they came, and each once", () => {
    const tape = withTrades(withTrades([], [trade(5), trade(7)]), [trade(6), trade(5), trade(9)]);
    expect(sequences(tape)).toEqual([9, 7, 6, 5]);
  });

  it("keeps no more than 500, the newest", () => {
    const tape = withTrades([], Array.from({ length: 600 }, (_, i) => trade(i + 1)));
    expect([tape.length, tape[0]!.sequence, tape.at(-1)!.sequence]).toEqual([500, 600, 101]);
  });

  it("can leave out the small ones", () => {
    expect(sequences(atLeast(withTrades([], [trade(1, 10), trade(2, 200)]), 100))).toEqual([2]);
  });
});
