import { describe, expect, it } from "vitest";
import { bestAsk, bestBid, emptyBook, grouped, sorted, stepOf, stepThatFits, takeDelta, takeSnapshot } from "../../src/model/book";
import type { BookMessage, LevelChange } from "../../src/model/market";

const message = (sequence: number, bids: LevelChange[], asks: LevelChange[]): BookMessage =>
  ({ time: "2026-01-05T00:00:00Z", exchange: "SYNTH", sequence, bids, asks });

function bookOf(bids: LevelChange[], asks: LevelChange[]) {
  const book = emptyBook();
  takeSnapshot(book, message(10, bids, asks));
  return book;
}

describe("a book", () => {
  it("is what its snapshot said with the changes since", () => {
    const book = bookOf([[100, 5], [99, 7]], [[101, 3]]);
    takeDelta(book, message(11, [[100, 0], [98, 1]], [[101, 4]]));
    expect(sorted(book.bids, true)).toEqual([{ price: 99, size: 7 }, { price: 98, size: 1 }]);
    expect(sorted(book.asks, false)).toEqual([{ price: 101, size: 4 }]);
    expect([bestBid(book), bestAsk(book), book.sequence]).toEqual([99, 101, 11]);
  });

  it("takes no change from before its snapshot, and none twice", () => {
    const book = bookOf([[100, 5]], []);
    takeDelta(book, message(10, [[100, 9]], []));
    takeDelta(book, message(11, [[100, 6]], []));
    takeDelta(book, message(11, [[100, 0]], []));
    expect(book.bids.get(100)).toBe(6);
  });

  it("knows nothing before its first snapshot", () => {
    const book = emptyBook();
    takeDelta(book, message(11, [[100, 6]], []));
    expect([bestBid(book), bestAsk(book)]).toEqual([null, null]);
  });

  it("is replaced by a snapshot as a whole", () => {
    const book = bookOf([[100, 5]], [[101, 3]]);
    takeSnapshot(book, message(12, [[90, 1]], []));
    expect([book.bids.size, book.asks.size]).toEqual([1, 0]);
  });
});

describe("grouping", () => {
  it("never makes a price look better than it is", () => {
    expect(stepOf(100.04, 0.05, true)).toBe(2000);
    expect(stepOf(100.01, 0.05, false)).toBe(2001);
  });

  it("leaves a price on a step where it is, though 0.1 is no binary fraction", () => {
    expect(stepOf(0.3, 0.1, true)).toBe(3);
    expect(stepOf(0.3, 0.1, false)).toBe(3);
  });

  it("adds up what falls together", () => {
    const book = bookOf([[100.04, 5], [100.01, 7], [99.99, 1]], []);
    expect([...grouped(book.bids, 0.05, true)]).toEqual([[2000, 12], [1999, 1]]);
  });

  it("takes the smallest step with which the levels fit", () => {
    const near = bookOf([[100, 1], [99.99, 1]], [[100.01, 1]]);
    expect(stepThatFits(near, 0.01, 20)).toBe(0.01);
    const far = bookOf([[100, 1], [99, 1]], [[100.01, 1]]);
    expect(stepThatFits(far, 0.01, 20)).toBeCloseTo(0.05);
  });
});
