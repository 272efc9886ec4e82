import { describe, expect, it } from "vitest";
import { changeOf, endedBy, withBars } from "../../src/model/candles";
import type { Bar } from "../../src/model/market";

const bar = (minute: number, trades: number): Bar => ({
  time: `2026-01-05T00:0${minute}:00Z`, open: 1, high: 1, low: 1, close: 1, volume: trades, vwap: 1, trades,
});

describe("candles", () => {
  it("are joined by time, oldest first, whichever page came first", () => {
    const candles = withBars(withBars(new Map(), [bar(3, 1), bar(4, 1)]), [bar(1, 1), bar(2, 1)]);
    expect([...candles.values()].map((one) => one.time.slice(14, 16))).toEqual(["01", "02", "03", "04"]);
  });

  it("of the same time are the one that knows more trades", () => {
    const live = withBars(new Map(), [bar(1, 9)]);
    expect([...withBars(live, [bar(1, 7)]).values()][0]!.trades).toBe(9);
    expect([...withBars(live, [bar(1, 11)]).values()][0]!.trades).toBe(11);
  });

  it("say how far they closed from the bar before, where both have a price", () => {
    const closed = (close: number | null): Bar => ({ ...bar(1, 1), close });
    expect(changeOf(closed(110), closed(100))).toBeCloseTo(10);
    expect([changeOf(closed(1), undefined), changeOf(closed(null), closed(1)), changeOf(closed(1), closed(null))]).toEqual([null, null, null]);
  });

  it("of a past moment are those that were over by then", () => {
    const moment = Date.parse("2026-01-05T00:03:30Z");
    expect(endedBy([bar(1, 1), bar(2, 1), bar(3, 1)], "1m", moment).map((one) => one.time.slice(14, 16))).toEqual(["01", "02"]);
    expect(endedBy([bar(2, 1)], "1m", Date.parse("2026-01-05T00:03:00Z"))).toHaveLength(1);
  });
});
