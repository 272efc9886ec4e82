// Where prices stand on the ladder, and how its sizes change.
import { bestAsk, bestBid, stepOf, type Book } from "./book";

export const rowPixels = 18;
export const spreadPixels = 24;
/** How wide the column of prices is, and those of own orders. */
export const pricePixels = 92;
export const markPixels = 46;

const noteMillis = 200;
const changeMillis = 1_000;

/** The steps beside the spread, and how far the rows were scrolled upwards. */
export interface Centre {
  readonly ask: number;
  readonly bid: number;
  readonly offset: number;
}

/** Where the spread is now; null while there is no book. */
export function centreOf(book: Book, step: number): Centre | null {
  const [bid, ask] = [bestBid(book), bestAsk(book)];
  if (bid === null && ask === null) return null;
  const lowest = ask === null ? stepOf(bid!, step, true) + 1 : stepOf(ask, step, false);
  const highest = bid === null ? lowest - 1 : stepOf(bid, step, true);
  return { ask: lowest, bid: Math.min(highest, lowest - 1), offset: 0 };
}

export const halfOf = (height: number) => Math.max(0, Math.floor((height - spreadPixels) / 2 / rowPixels));

/**
 * The step of a row: 0 and up are above the spread's row, -1 and down below it. What lies within the spread is left out, so that
 * both best prices stand beside it, unless the rows are to be whole and it is not too wide for them.
 */
export function stepOfRow(centre: Centre, row: number, isWhole: boolean, height: number): number {
  const fits = centre.ask - centre.bid - 1 <= halfOf(height);
  const middle = Math.floor((centre.ask + centre.bid) / 2);
  const [above, below] = isWhole && fits ? [middle + 1, middle] : [centre.ask, centre.bid];
  const place = row + centre.offset;
  return place >= 0 ? above + place : below + 1 + place;
}

/** The upper edge of a row. */
export function topOfRow(row: number, height: number): number {
  const [above, below] = [height / 2 - spreadPixels / 2, height / 2 + spreadPixels / 2];
  return row >= 0 ? above - (row + 1) * rowPixels : below + (-1 - row) * rowPixels;
}

/** The row at a height; null on the spread's and where no row is any more. */
export function rowAt(y: number, height: number): number | null {
  const [above, below] = [height / 2 - spreadPixels / 2 - y, y - height / 2 - spreadPixels / 2];
  const row = above > 0 ? Math.floor(above / rowPixels) : below >= 0 ? -1 - Math.floor(below / rowPixels) : null;
  return row === null || row >= halfOf(height) || row < -halfOf(height) ? null : row;
}

/** The share of the bids in what both sides hold; a half where neither holds anything. */
export const imbalance = (bids: number, asks: number) => (bids + asks > 0 ? bids / (bids + asks) : 0.5);

/** Sizes that stand out among the others: several times the middle one. */
export function wallFrom(sizes: readonly number[]): number {
  if (sizes.length < 6) return Infinity;
  return 4 * [...sizes].sort((left, right) => left - right)[Math.floor(sizes.length / 2)]!;
}

type Sizes = ReadonlyMap<number, number>;

/** The sizes of the last moments, to say what was added and what was pulled or taken within a second. */
export class SizeHistory {
  private notes: { readonly at: number; readonly bids: Sizes; readonly asks: Sizes }[] = [];
  private step = 0;

  /** Sizes by step, as they are now. */
  note(at: number, step: number, bids: Sizes, asks: Sizes) {
    if (step !== this.step) this.notes = [];
    this.step = step;
    const last = this.notes.at(-1);
    if (last && at - last.at < noteMillis) return;
    this.notes.push({ at, bids, asks });
    while (this.notes.length > 1 && this.notes[1]!.at <= at - changeMillis) this.notes.shift();
  }

  /** What a size is more or less than a second ago; 0 as long as that is not known. */
  change(at: number, isBid: boolean, step: number, size: number): number {
    const first = this.notes[0];
    if (!first || at - first.at < changeMillis / 2) return 0;
    return size - ((isBid ? first.bids : first.asks).get(step) ?? 0);
  }
}
