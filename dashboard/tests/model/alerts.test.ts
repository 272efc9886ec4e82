import { describe, expect, it } from "vitest";
import { bodyOf, emptyDraft, firingText, sentenceOf, withFirings, type Firing } from "../../src/model/alerts";

const firing = (id: number, more: Partial<Firing> = {}): Firing =>
  ({ id, alert: 1, symbol: "ASX:BHP", kind: "price_above", threshold: 40.5, value: 40.625, time: "2026-01-15T14:31:07Z", ...more });

describe("an alert", () => {
  it("says what it looks out for", () => {
    expect(sentenceOf({ kind: "price_below", threshold: 40.5, window_seconds: null })).toBe("the price falls to 40.50");
    expect(sentenceOf({ kind: "percent_up", threshold: 2.5, window_seconds: 300 })).toBe("the price rises by 2.5 % within 5 min");
    expect(sentenceOf({ kind: "volume_above", threshold: 250_000, window_seconds: 7_200 })).toBe("more is traded than 250K within 2 h");
  });

  it("says what happened when it fires", () => {
    expect(firingText(firing(1))).toBe("ASX:BHP is at 40.625: it reached 40.50");
    expect(firingText(firing(1, { kind: "percent_down", value: 3.20001 }))).toBe("ASX:BHP fell by 3.2 %");
  });

  it("is sent as it was typed, with what its kind needs", () => {
    expect(bodyOf({ ...emptyDraft, symbol: "BHP", threshold: " 40.50 " }, true))
      .toEqual({ symbol: "BHP", kind: "price_above", threshold: "40.50", repeat: false });
    expect(bodyOf({ ...emptyDraft, symbol: "BHP", kind: "percent_up", threshold: "2", repeat: true, hysteresis: "5" }, false))
      .toEqual({ threshold: "2", window_seconds: 300, hysteresis: "5", repeat: true, webhook: null });
  });

  it("that fired is in the history once", () => {
    expect(withFirings([firing(2), firing(1)], [firing(3), firing(2)]).map((one) => one.id)).toEqual([3, 2, 1]);
  });
});
