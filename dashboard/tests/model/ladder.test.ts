import { describe, expect, it } from "vitest";
import { emptyBook, stepThatFits, takeSnapshot } from "../../src/model/book";
import { centreOf, imbalance, rowAt, rowPixels, SizeHistory, stepOfRow, topOfRow, wallFrom } from "../../src/model/ladder";
import type { LevelChange } from "../../src/model/market";

const height = 24 + 20 * rowPixels;

function bookOf(bids: LevelChange[], asks: LevelChange[]) {
  const book = emptyBook();
  takeSnapshot(book, { time: "", exchange: "SYNTH", sequence: 1, bids, asks });
  return book;
}

const stepsOf = (isWhole: boolean, offset = 0) => {
  const centre = { ...centreOf(bookOf([[97, 1]], [[101, 1]]), 1)!, offset };
  return [1, 0, -1, -2].map((row) => stepOfRow(centre, row, isWhole, height));
};

describe("the ladder's rows", () => {
  it("have both best prices beside the spread", () => {
    expect(stepsOf(false)).toEqual([102, 101, 97, 96]);
  });

  it("have the prices within the spread too, where they are to be whole", () => {
    expect(stepsOf(true)).toEqual([101, 100, 99, 98]);
  });

  it("go on without a gap when they are scrolled", () => {
    expect(stepsOf(true, 2)).toEqual([103, 102, 101, 100]);
    expect(stepsOf(false, -1)).toEqual([101, 97, 96, 95]);
  });

  it("leave a spread out that is too wide for them", () => {
    const centre = { ask: 200, bid: 100, offset: 0 };
    expect([0, -1].map((row) => stepOfRow(centre, row, true, height))).toEqual([200, 100]);
  });

  it("are found again by where they are", () => {
    for (const row of [9, 0, -1, -10]) expect(rowAt(topOfRow(row, height) + 1, height)).toBe(row);
    expect([rowAt(height / 2, height), rowAt(-1, height)]).toEqual([null, null]);
  });

  it("are as fine as the levels near the spread allow, whatever stands far away", () => {
    const near: LevelChange[] = [[100, 1], [99.98, 1], [99.96, 1], [99.94, 1]];
    expect(stepThatFits(bookOf([...near, [91, 1], [90, 1]], [[100.02, 1]]), 0.01, 20)).toBe(0.01);
  });
});

describe("sizes", () => {
  it("are compared with those of a second ago", () => {
    const history = new SizeHistory();
    history.note(0, 1, new Map([[100, 5]]), new Map());
    expect(history.change(100, true, 100, 9)).toBe(0);
    history.note(1_000, 1, new Map([[100, 9]]), new Map());
    expect([history.change(1_000, true, 100, 9), history.change(1_000, true, 99, 2)]).toEqual([4, 2]);
    history.note(2_100, 1, new Map([[100, 9]]), new Map());
    expect(history.change(2_100, true, 100, 9)).toBe(0);
  });

  it("are not compared across another grouping", () => {
    const history = new SizeHistory();
    history.note(0, 1, new Map([[100, 5]]), new Map());
    history.note(900, 2, new Map([[50, 5]]), new Map());
    expect(history.change(1_000, true, 50, 5)).toBe(0);
  });

  it("stand out when they are several times the middle one", () => {
    expect(wallFrom([10, 10, 10, 12, 8, 90])).toBe(40);
    expect(wallFrom([1, 90])).toBe(Infinity);
  });

  it("lean to one side", () => {
    expect([imbalance(3, 1), imbalance(0, 0)]).toEqual([0.75, 0.5]);
  });
});
