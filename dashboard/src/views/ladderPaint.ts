import { bestAsk, bestBid, grouped, stepOf, type Book } from "../model/book";
import type { LastTrade } from "../following";
import { price, size } from "../model/numbers";
import { colours } from "../theme";

export const rowPixels = 18;
const spreadPixels = 24;
const flashMillis = 700;

/** The steps beside the spread, and how far the rows were scrolled upwards. */
export interface Centre {
  readonly ask: number;
  readonly bid: number;
  readonly offset: number;
}

export interface LadderView {
  readonly book: Book;
  readonly step: number;
  readonly decimals: number;
  /** Null while it follows the spread. */
  readonly centre: Centre | null;
  readonly isCumulative: boolean;
  readonly lastTrade: LastTrade | null;
}

interface Row {
  readonly step: number;
  readonly bid: number;
  readonly ask: number;
  readonly y: number;
}

/** Paints bids left and asks right of the prices, asks above bids; true while something is still fading. */
export function paintLadder(context: CanvasRenderingContext2D, width: number, height: number, view: LadderView): boolean {
  const centre = view.centre ?? centreOf(view.book, view.step);
  if (!centre) return false;
  const bids = grouped(view.book.bids, view.step, true);
  const asks = grouped(view.book.asks, view.step, false);
  const rows = rowsOf(centre, bids, asks, height);
  const most = Math.max(1e-12, ...rows.map((row) => Math.max(row.bid, row.ask)));
  const sums = { bid: summed(bids, true), ask: summed(asks, false) };
  const mostSummed = Math.max(1e-12, ...rows.map((row) => Math.max(row.bid && sums.bid(row.step), row.ask && sums.ask(row.step))));
  context.font = `12px ${colours().numbers}`;
  context.textBaseline = "middle";
  let isFading = false;
  for (const row of rows) {
    const shown = view.isCumulative
      ? { ...row, bid: row.bid && sums.bid(row.step), ask: row.ask && sums.ask(row.step) } : row;
    paintSizes(context, width, shown, view.isCumulative ? mostSummed : most);
    isFading = paintPrice(context, width, row, view) || isFading;
  }
  paintSpread(context, width, height, view, bids, asks, rows);
  return isFading;
}

/** Where the spread is now; null while there is no book. */
export function centreOf(book: Book, step: number): Centre | null {
  const [bid, ask] = [bestBid(book), bestAsk(book)];
  if (bid === null && ask === null) return null;
  const lowest = ask === null ? stepOf(bid!, step, true) + 1 : stepOf(ask, step, false);
  const highest = bid === null ? lowest - 1 : stepOf(bid, step, true);
  return { ask: lowest, bid: Math.min(highest, lowest - 1), offset: 0 };
}

// Rows count outwards from the spread; what lies within it is left out, so that both best prices stand beside it.
function rowsOf(centre: Centre, bids: Map<number, number>, asks: Map<number, number>, height: number): Row[] {
  const half = Math.floor((height - spreadPixels) / 2 / rowPixels);
  const middle = height / 2;
  const rows: Row[] = [];
  const add = (place: number, y: number) => {
    const step = place >= 0 ? centre.ask + place : centre.bid + place + 1;
    rows.push({ step, bid: bids.get(step) ?? 0, ask: asks.get(step) ?? 0, y });
  };
  for (let i = 0; i < half; i++) {
    add(i + centre.offset, middle - spreadPixels / 2 - (i + 1) * rowPixels);
    add(-1 - i + centre.offset, middle + spreadPixels / 2 + i * rowPixels);
  }
  return rows;
}

/** Sizes added up from the best price to each step. */
function summed(sizes: Map<number, number>, isBid: boolean): (step: number) => number {
  const sums = new Map<number, number>();
  let sum = 0;
  for (const [step, one] of [...sizes].sort(([left], [right]) => (isBid ? right - left : left - right))) {
    sum += one;
    sums.set(step, sum);
  }
  return (step) => sums.get(step) ?? 0;
}

function paintSizes(context: CanvasRenderingContext2D, width: number, row: Row, most: number) {
  const { buy, sell, buySoft, sellSoft, line } = colours();
  const [left, right] = [width / 2 - 46, width / 2 + 46];
  context.fillStyle = line;
  context.globalAlpha = 0.45;
  context.fillRect(0, row.y + rowPixels - 1, width, 1);
  context.globalAlpha = 1;
  const middle = row.y + rowPixels / 2;
  if (row.bid > 0) {
    const bar = (row.bid / most) * (left - 4);
    context.fillStyle = buySoft;
    context.fillRect(left - bar, row.y, bar, rowPixels - 1);
    context.fillStyle = buy;
    context.textAlign = "right";
    context.fillText(size(row.bid), left - 6, middle);
  }
  if (row.ask > 0) {
    const bar = (row.ask / most) * (width - right - 4);
    context.fillStyle = sellSoft;
    context.fillRect(right, row.y, bar, rowPixels - 1);
    context.fillStyle = sell;
    context.textAlign = "left";
    context.fillText(size(row.ask), right + 6, middle);
  }
}

function paintPrice(context: CanvasRenderingContext2D, width: number, row: Row, view: LadderView): boolean {
  const { text, dim, raised, buy, sell, accent } = colours();
  context.fillStyle = raised;
  context.fillRect(width / 2 - 46, row.y, 92, rowPixels - 1);
  const trade = view.lastTrade;
  const isLast = trade !== null && Math.round(trade.price / view.step) === row.step;
  const fading = isLast ? 1 - (performance.now() - trade.at) / flashMillis : 0;
  if (isLast) {
    context.fillStyle = trade.side === "buy" ? buy : trade.side === "sell" ? sell : accent;
    context.globalAlpha = Math.max(0.22, fading);
    context.fillRect(width / 2 - 46, row.y, 92, rowPixels - 1);
    context.globalAlpha = 1;
  }
  context.fillStyle = row.bid > 0 || row.ask > 0 || isLast ? text : dim;
  context.textAlign = "center";
  context.fillText(price(row.step * view.step, view.decimals), width / 2, row.y + rowPixels / 2);
  return fading > 0;
}

function paintSpread(
  context: CanvasRenderingContext2D, width: number, height: number, view: LadderView,
  bids: Map<number, number>, asks: Map<number, number>, rows: readonly Row[],
) {
  const { text, buySoft, sellSoft, panel } = colours();
  const [bid, ask] = [bestBid(view.book), bestAsk(view.book)];
  const y = height / 2 - spreadPixels / 2;
  context.fillStyle = panel;
  context.fillRect(0, y, width, spreadPixels);
  const gradient = context.createLinearGradient(0, 0, width, 0);
  gradient.addColorStop(0, buySoft);
  gradient.addColorStop(1, sellSoft);
  context.fillStyle = gradient;
  context.fillRect(0, y, width, spreadPixels);
  context.fillStyle = text;
  context.textAlign = "center";
  const middle = y + spreadPixels / 2;
  if (bid !== null && ask !== null) {
    const points = ((ask - bid) / ((ask + bid) / 2)) * 10_000;
    context.fillText(`${price(ask - bid, view.decimals)}  ·  ${points.toFixed(1)} bp`, width / 2, middle);
  } else {
    context.fillText("one side only", width / 2, middle);
  }
  // What both sides hold within the rows that are shown: who leans on whom.
  const within = (side: Map<number, number>) => rows.reduce((sum, row) => sum + (side.get(row.step) ?? 0), 0);
  context.textAlign = "left";
  context.fillText(size(within(bids)), 6, middle);
  context.textAlign = "right";
  context.fillText(size(within(asks)), width - 6, middle);
}
