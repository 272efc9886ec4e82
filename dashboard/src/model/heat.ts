// How a book looked over time: columns of sizes at rows of prices, one row each multiple of a step.
import { bestAsk, bestBid, stepOf, type Book } from "./book";
import type { Trade } from "./market";

const columnsMax = 1_500;
const dotsMax = 4_000;
// Enough to know which sizes are usual.
const columnsWeighed = 150;

/** The number of a row, counted in steps from a price of 0, and the size in it. */
export type Cell = readonly [row: number, size: number];

export interface HeatColumn {
  /** Until when the book looked like this, in milliseconds since 1970. */
  readonly time: number;
  readonly bid: number | null;
  readonly ask: number | null;
  readonly bids: readonly Cell[];
  readonly asks: readonly Cell[];
}

/** What the interface answers: rows are counted from the lowest. */
export interface DepthHistory {
  readonly exchange: string;
  readonly step: number | null;
  readonly low: number | null;
  readonly columns: readonly {
    readonly time: string; readonly bid: number | null; readonly ask: number | null;
    readonly bids: readonly Cell[]; readonly asks: readonly Cell[];
  }[];
}

/** The columns of an answer of which something is known. */
export function columnsOf({ step, low, columns }: DepthHistory): HeatColumn[] {
  if (step === null || low === null) return [];
  const lowest = Math.round(low / step);
  const up = (cells: readonly Cell[]) => cells.map(([row, size]) => [row + lowest, size] as const);
  return columns.filter(({ bid, ask }) => bid !== null || ask !== null)
    .map(({ time, bid, ask, bids, asks }) => ({ time: Date.parse(time), bid, ask, bids: up(bids), asks: up(asks) }));
}

/** The book as it is: what lies between two multiples of the step belongs to the lower row. */
export function columnOf(book: Book, step: number, time: number): HeatColumn {
  const cells = (side: Map<number, number>): Cell[] => {
    const rows = new Map<number, number>();
    for (const [price, size] of side) {
      const row = stepOf(price, step, true);
      rows.set(row, (rows.get(row) ?? 0) + size);
    }
    return [...rows];
  };
  return { time, bid: bestBid(book), ask: bestAsk(book), bids: cells(book.bids), asks: cells(book.asks) };
}

/** With later columns; of all that are too many, the oldest go. */
export const joined = (columns: readonly HeatColumn[], later: readonly HeatColumn[]): readonly HeatColumn[] => {
  const last = columns.at(-1)?.time ?? -Infinity;
  return [...columns, ...later.filter(({ time }) => time > last)].slice(-columnsMax);
};

/** Numbers of rows. */
export interface Range {
  readonly low: number;
  readonly high: number;
}

/** The prices that are looked at: as far around the best ones as they moved, and at least so many rows. */
export function rangeOf(columns: readonly HeatColumn[], step: number, rowsMin: number): Range | null {
  let [low, high] = [Infinity, -Infinity];
  for (const { bid, ask } of columns) {
    low = Math.min(low, bid ?? ask ?? low);
    high = Math.max(high, ask ?? bid ?? high);
  }
  if (low > high) return null;
  const beside = Math.max((high - low) / 2, (rowsMin * step - (high - low)) / 2);
  return { low: Math.floor((low - beside) / step), high: Math.ceil((high + beside) / step) };
}

/** The size that few cells exceed: the full colour. */
export function brightOf(columns: readonly HeatColumn[]): number {
  const every = Math.ceil(columns.length / columnsWeighed);
  const sizes = columns.filter((_, i) => i % every === 0)
    .flatMap(({ bids, asks }) => [...bids, ...asks].map(([, size]) => size)).sort((left, right) => left - right);
  return sizes[Math.floor(sizes.length * 0.98)] ?? 0;
}

/** From 0, nothing, to 1, the full colour: by the logarithm, since few levels are many times as large as the others. */
export const heatOf = (size: number, bright: number) =>
  (bright <= 0 ? 0 : Math.min(1, Math.log1p((size / bright) * 20) / Math.log1p(20)));

/** A trade as a dot. */
export interface Dot {
  readonly sequence: number;
  readonly time: number;
  readonly price: number;
  readonly size: number;
  readonly side: "buy" | "sell" | null;
}

/** With later trades, in their order; those that count in volume only are none. Of all that are too many, the oldest go. */
export function withDots(dots: readonly Dot[], trades: readonly Trade[]): readonly Dot[] {
  const last = dots.at(-1)?.sequence ?? 0;
  const later = trades.filter(({ sequence, off_price }) => sequence > last && !off_price)
    .map(({ sequence, time, price, size, side }) => ({ sequence, time: Date.parse(time), price, size, side }));
  return later.length === 0 ? dots : [...dots, ...later.sort((left, right) => left.sequence - right.sequence)].slice(-dotsMax);
}
