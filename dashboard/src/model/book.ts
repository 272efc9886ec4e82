import type { BookMessage, LevelChange } from "./market";

/** A price level or several of them taken together. */
export interface Level {
  readonly price: number;
  readonly size: number;
}

/** One side of a book is kept by price; what is shown is sorted when it is shown, once a frame. */
export interface Book {
  readonly bids: Map<number, number>;
  readonly asks: Map<number, number>;
  /** Of the last event that is in it; 0 before the snapshot. */
  sequence: number;
  time: string;
  isSuspect: boolean;
}

export const emptyBook = (): Book => ({ bids: new Map(), asks: new Map(), sequence: 0, time: "", isSuspect: false });

/** Puts a whole book in place of what was there. */
export function takeSnapshot(book: Book, message: BookMessage) {
  book.bids.clear();
  book.asks.clear();
  set(book.bids, message.bids);
  set(book.asks, message.asks);
  note(book, message);
}

/**
 * Changes the levels that are named. In place: thousands come in a second, and a book is looked at once a frame. A delta from
 * before the snapshot, or one that came already, changes nothing.
 */
export function takeDelta(book: Book, message: BookMessage) {
  if (book.sequence === 0 || message.sequence <= book.sequence) return;
  set(book.bids, message.bids);
  set(book.asks, message.asks);
  note(book, message);
}

function set(side: Map<number, number>, changes: readonly LevelChange[]) {
  for (const [price, size] of changes)
    if (size === 0) side.delete(price);
    else side.set(price, size);
}

function note(book: Book, message: BookMessage) {
  book.sequence = message.sequence;
  book.time = message.time;
  book.isSuspect = message.suspect === true;
}

export function bestBid(book: Book): number | null {
  let best: number | null = null;
  for (const price of book.bids.keys()) if (best === null || price > best) best = price;
  return best;
}

export function bestAsk(book: Book): number | null {
  let best: number | null = null;
  for (const price of book.asks.keys()) if (best === null || price < best) best = price;
  return best;
}

/** The levels of a side, best first. */
export function sorted(side: Map<number, number>, isBid: boolean): Level[] {
  const levels = Array.from(side, ([price, size]) => ({ price, size }));
  return levels.sort((left, right) => (isBid ? right.price - left.price : left.price - right.price));
}

/** The number of the step that a price falls into: bids down, asks up, so that a group never looks better than it is. */
export function stepOf(price: number, step: number, isBid: boolean): number {
  const steps = price / step;
  const near = Math.round(steps);
  if (Math.abs(steps - near) < 1e-6) return near;
  return isBid ? Math.floor(steps) : Math.ceil(steps);
}

/** Sizes by step. */
export function grouped(side: Map<number, number>, step: number, isBid: boolean): Map<number, number> {
  const groups = new Map<number, number>();
  for (const [price, size] of side) {
    const group = stepOf(price, step, isBid);
    groups.set(group, (groups.get(group) ?? 0) + size);
  }
  return groups;
}

const multiples = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000];

/** The smallest step with which the first levels of both sides fit into so many rows. */
export function stepThatFits(book: Book, tick: number, rows: number): number {
  const reach = Math.max(reachOf(book.bids, true, rows), reachOf(book.asks, false, rows));
  return tick * (multiples.find((multiple) => reach / (tick * multiple) <= rows * 1.5) ?? multiples.at(-1)!);
}

function reachOf(side: Map<number, number>, isBid: boolean, rows: number): number {
  const levels = sorted(side, isBid);
  const first = levels[0];
  if (!first) return 0;
  const distance = (level: number) => Math.abs(levels[Math.min(level, levels.length) - 1]!.price - first.price);
  // A few orders far away are no reason to press the rest together.
  const middle = distance(Math.floor(levels.length / 2) + 1);
  return Math.min(distance(rows), middle > 0 ? middle * 4 : Infinity);
}
