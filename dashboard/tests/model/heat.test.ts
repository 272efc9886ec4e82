import { describe, expect, it } from "vitest";
import { emptyBook, takeSnapshot } from "../../src/model/book";
import { brightOf, columnOf, columnsOf, heatOf, joined, rangeOf, withDots, type HeatColumn } from "../../src/model/heat";

const column = (time: number, bid: number | null, ask: number | null): HeatColumn => ({ time, bid, ask, bids: [[1, 5]], asks: [[3, 7]] });

describe("the book over time", () => {
  it("has the rows of the answer counted from a price of nothing", () => {
    const [first, ...others] = columnsOf({
      exchange: "ASX", step: 0.05, low: 10, columns: [
        { time: "2026-01-05T00:00:01Z", bid: 10.01, ask: 10.1, bids: [[0, 5]], asks: [[2, 7], [4, 1]] },
        { time: "2026-01-05T00:00:02Z", bid: null, ask: null, bids: [], asks: [] },
      ],
    });
    expect(first).toEqual({ time: Date.parse("2026-01-05T00:00:01Z"), bid: 10.01, ask: 10.1, bids: [[200, 5]], asks: [[202, 7], [204, 1]] });
    expect(others).toEqual([]);
    expect(columnsOf({ exchange: "ASX", step: null, low: null, columns: [] })).toEqual([]);
  });

  it("goes on with the book as it is, in the same rows", () => {
    const book = emptyBook();
    takeSnapshot(book, { time: "", exchange: "", sequence: 1, bids: [[10.01, 5], [10.04, 2]], asks: [[10.05, 7], [10.06, 1]] });
    expect(columnOf(book, 0.05, 9)).toEqual({ time: 9, bid: 10.04, ask: 10.05, bids: [[200, 7]], asks: [[201, 8]] });
  });

  it("is joined once, in time's order, and has a limit", () => {
    expect(joined([column(2, 1, 2)], [column(1, 1, 2), column(2, 1, 2), column(3, 1, 2)]).map(({ time }) => time)).toEqual([2, 3]);
    let many: readonly HeatColumn[] = [];
    for (let i = 0; i < 1_600; i++) many = joined(many, [column(i, 1, 2)]);
    expect([many.length, many[0]!.time]).toEqual([1_500, 100]);
  });

  it("shows as much beside the best prices as they moved", () => {
    expect(rangeOf([column(1, 100, 101), column(2, 110, 111)], 1, 4)).toEqual({ low: 94, high: 117 });
    expect(rangeOf([column(1, 100, 101)], 1, 21)).toEqual({ low: 90, high: 111 });
    expect(rangeOf([column(1, null, null)], 1, 4)).toBeNull();
    expect(rangeOf([column(1, 100, null)], 1, 2)).toEqual({ low: 99, high: 101 });
  });

  it("is the brightest where nearly nothing is larger, and dark where nothing is", () => {
    expect(brightOf([column(1, 1, 2), column(2, 1, 2)])).toBe(7);
    expect([heatOf(0, 7), heatOf(7, 7), heatOf(70, 7), heatOf(5, 0)]).toEqual([0, 1, 1, 0]);
    expect(heatOf(1, 100)).toBeLessThan(heatOf(10, 100));
  });

  it("has each trade that makes a price once", () => {
    const trade = (sequence: number, off_price = false) => ({
      sequence, off_price, time: "1970-01-01T00:00:01Z", price: 1, size: 2, side: null, exchange: "ASX",
    });
    const dots = withDots(withDots([], [trade(3), trade(2), trade(1, true)]), [trade(4), trade(3)]);
    expect(dots.map(({ sequence, time }) => [sequence, time])).toEqual([[2, 1_000], [3, 1_000], [4, 1_000]]);
  });
});
