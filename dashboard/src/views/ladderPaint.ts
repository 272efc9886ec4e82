import type { LastTrade } from "../following";
import type { Mark } from "../model/account";
import { bestAsk, bestBid, grouped, type Book } from "../model/book";
import {
  centreOf, halfOf, imbalance, markPixels, pricePixels, rowPixels, spreadPixels, stepOfRow, topOfRow, wallFrom, type Centre,
  type SizeHistory,
} from "../model/ladder";
import { price, size } from "../model/numbers";
import { colours } from "../theme";
import { paintMarks, type Pointed } from "./ladderMarks";

const flashMillis = 700;

export interface LadderView {
  readonly book: Book;
  readonly step: number;
  readonly decimals: number;
  /** Null while it follows the spread. */
  readonly centre: Centre | null;
  /** Prices within the spread have rows too. */
  readonly isWhole: boolean;
  readonly isCumulative: boolean;
  readonly lastTrade: LastTrade | null;
  readonly history: SizeHistory;
  /** Own orders; their columns stand beside the sizes where they are not null. */
  readonly marks: readonly Mark[] | null;
  readonly pointed: Pointed | null;
}

export interface Row {
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
  const now = performance.now();
  view.history.note(now, view.step, bids, asks);
  const rows = rowsOf(centre, bids, asks, height, view.isWhole);
  const sums = { bid: summed(bids, true), ask: summed(asks, false) };
  const shown = view.isCumulative
    ? rows.map((row) => ({ ...row, bid: row.bid && sums.bid(row.step), ask: row.ask && sums.ask(row.step) })) : rows;
  const sizes = shown.flatMap(({ bid, ask }) => [bid, ask]).filter((one) => one > 0);
  const most = Math.max(1e-12, ...sizes);
  const wall = view.isCumulative ? Infinity : wallFrom(sizes);
  context.textBaseline = "middle";
  let isFading = false;
  for (const row of shown) {
    paintLine(context, width, row);
    for (const isBid of [true, false]) {
      const change = view.isCumulative ? 0 : view.history.change(now, isBid, row.step, isBid ? row.bid : row.ask);
      paintSize(context, width, row, isBid, most, wall, change, view.marks ? markPixels : 0);
    }
    isFading = paintPrice(context, width, row, view) || isFading;
  }
  if (view.marks) paintMarks(context, width, rows, view.marks, view.pointed);
  paintSpread(context, width, height, view, bids, asks, rows);
  return isFading;
}

function rowsOf(centre: Centre, bids: Map<number, number>, asks: Map<number, number>, height: number, isWhole: boolean): Row[] {
  const half = halfOf(height);
  return Array.from({ length: half * 2 }, (_, i) => {
    const step = stepOfRow(centre, i - half, isWhole, height);
    return { step, bid: bids.get(step) ?? 0, ask: asks.get(step) ?? 0, y: topOfRow(i - half, height) };
  });
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

function paintLine(context: CanvasRenderingContext2D, width: number, row: Row) {
  context.fillStyle = colours().line;
  context.globalAlpha = 0.45;
  context.fillRect(0, row.y + rowPixels - 1, width, 1);
  context.globalAlpha = 1;
}

// The larger a size among those that are shown, the longer and the stronger its bar.
function paintSize(
  context: CanvasRenderingContext2D, width: number, row: Row, isBid: boolean, most: number, wall: number, change: number,
  margin: number,
) {
  const { buy, sell, text, dim, numbers } = colours();
  const one = isBid ? row.bid : row.ask;
  const [inner, sign] = [width / 2 + (isBid ? -pricePixels / 2 : pricePixels / 2), isBid ? -1 : 1];
  const middle = row.y + rowPixels / 2;
  context.textAlign = isBid ? "right" : "left";
  if (one > 0) {
    const bar = (one / most) * (width / 2 - pricePixels / 2 - margin - 4);
    context.fillStyle = isBid ? buy : sell;
    context.globalAlpha = 0.1 + 0.26 * (one / most);
    context.fillRect(isBid ? inner - bar : inner, row.y, bar, rowPixels - 1);
    context.globalAlpha = 1;
    context.font = `${one >= wall ? "700 " : ""}12px ${numbers}`;
    context.fillStyle = one >= wall ? text : isBid ? buy : sell;
    context.fillText(size(one), inner + sign * 6, middle);
  }
  if (change === 0 || Math.abs(change) < 1e-9) return;
  context.font = `10px ${numbers}`;
  context.fillStyle = dim;
  context.fillText(`${change > 0 ? "+" : "−"}${size(Math.abs(change))}`, inner + sign * (one > 0 ? 44 : 6), middle);
}

function paintPrice(context: CanvasRenderingContext2D, width: number, row: Row, view: LadderView): boolean {
  const { text, dim, raised, buy, sell, accent, numbers } = colours();
  const left = width / 2 - pricePixels / 2;
  context.fillStyle = raised;
  context.fillRect(left, row.y, pricePixels, rowPixels - 1);
  const trade = view.lastTrade;
  const isLast = trade !== null && Math.round(trade.price / view.step) === row.step;
  const fading = isLast ? 1 - (performance.now() - trade.at) / flashMillis : 0;
  if (isLast) {
    context.fillStyle = trade.side === "buy" ? buy : trade.side === "sell" ? sell : accent;
    context.globalAlpha = Math.max(0.22, fading);
    context.fillRect(left, row.y, pricePixels, rowPixels - 1);
    context.globalAlpha = 1;
  }
  context.font = `12px ${numbers}`;
  context.fillStyle = row.bid > 0 || row.ask > 0 || isLast ? text : dim;
  context.textAlign = "center";
  context.fillText(price(row.step * view.step, view.decimals), width / 2, row.y + rowPixels / 2);
  return fading > 0;
}

function paintSpread(
  context: CanvasRenderingContext2D, width: number, height: number, view: LadderView,
  bids: Map<number, number>, asks: Map<number, number>, rows: readonly Row[],
) {
  const { text, buySoft, sellSoft, panel, buy, sell, numbers } = colours();
  const [bid, ask] = [bestBid(view.book), bestAsk(view.book)];
  const y = height / 2 - spreadPixels / 2;
  context.fillStyle = panel;
  context.fillRect(0, y, width, spreadPixels);
  const gradient = context.createLinearGradient(0, 0, width, 0);
  gradient.addColorStop(0, buySoft);
  gradient.addColorStop(1, sellSoft);
  context.fillStyle = gradient;
  context.fillRect(0, y, width, spreadPixels);
  // What both sides hold within the rows that are shown: who leans on whom.
  const within = (side: Map<number, number>) => rows.reduce((sum, row) => sum + (side.get(row.step) ?? 0), 0);
  const [bidden, asked] = [within(bids), within(asks)];
  const share = imbalance(bidden, asked) * width;
  context.fillStyle = buy;
  context.fillRect(0, y + spreadPixels - 3, share - 0.5, 3);
  context.fillStyle = sell;
  context.fillRect(share + 0.5, y + spreadPixels - 3, width - share - 0.5, 3);
  context.font = `12px ${numbers}`;
  context.fillStyle = text;
  context.textAlign = "center";
  const middle = y + spreadPixels / 2 - 1;
  if (bid !== null && ask !== null) {
    const points = ((ask - bid) / ((ask + bid) / 2)) * 10_000;
    context.fillText(`${price(ask - bid, view.decimals)}  ·  ${points.toFixed(1)} bp`, width / 2, middle);
  } else {
    context.fillText("one side only", width / 2, middle);
  }
  context.textAlign = "left";
  context.fillText(size(bidden), 6, middle);
  context.textAlign = "right";
  context.fillText(size(asked), width - 6, middle);
}
