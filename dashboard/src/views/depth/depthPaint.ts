import { sorted, type Book, type Level } from "../../model/book";
import { price, size } from "../../model/numbers";
import { colours } from "../../theme";

export interface DepthView {
  readonly book: Book;
  /** Basis points to each side; 0 for all. */
  readonly reach: number;
  readonly pointer: number | null;
  readonly decimals: number;
}

const axisPixels = 18;

/** What could be bought and sold up to each price, around the middle of the spread. */
export function paintDepth(context: CanvasRenderingContext2D, width: number, height: number, view: DepthView) {
  const [bids, asks] = [sorted(view.book.bids, true), sorted(view.book.asks, false)];
  if (!bids[0] || !asks[0]) return;
  const middle = (bids[0].price + asks[0].price) / 2;
  const reach = view.reach > 0 ? (middle * view.reach) / 10_000 : furthest(bids, asks, middle);
  const steps = { bids: summed(bids, middle, reach), asks: summed(asks, middle, reach) };
  const most = Math.max(steps.bids.at(-1)?.size ?? 0, steps.asks.at(-1)?.size ?? 0) || 1;
  const x = (price: number) => ((price - middle + reach) / (2 * reach)) * width;
  const y = (sum: number) => height - axisPixels - (sum / most) * (height - axisPixels - 22);
  const { buy, sell, buySoft, sellSoft, dim, line, numbers } = colours();
  context.font = `11px ${numbers}`;
  paintGrid(context, width, most, y);
  paintSide(context, steps.bids, x, y, 0, height - axisPixels, buy, buySoft);
  paintSide(context, steps.asks, x, y, width, height - axisPixels, sell, sellSoft);
  context.fillStyle = line;
  context.fillRect(width / 2, 0, 1, height - axisPixels);
  context.fillStyle = dim;
  context.textBaseline = "middle";
  for (const [share, align] of [[0, "left"], [0.25, "center"], [0.5, "center"], [0.75, "center"], [1, "right"]] as const) {
    context.textAlign = align;
    context.fillText(price(middle + (share * 2 - 1) * reach, view.decimals), share * (width - 8) + 4, height - axisPixels / 2);
  }
  if (view.pointer === null) paintSums(context, width, view, steps, middle);
  else paintPointer(context, width, height, view, steps, middle + (view.pointer / width * 2 - 1) * reach, middle);
}

const rounds = [1, 2, 5];

// Sizes at round heights, three or four of them.
function paintGrid(context: CanvasRenderingContext2D, width: number, most: number, y: (sum: number) => number) {
  const { line, dim } = colours();
  const power = 10 ** Math.floor(Math.log10(most / 3));
  const every = power * (rounds.findLast((round) => round * power <= most / 3) ?? 1);
  context.textBaseline = "bottom";
  context.textAlign = "left";
  for (let sum = every; sum <= most; sum += every) {
    context.fillStyle = line;
    context.fillRect(0, Math.round(y(sum)), width, 1);
    context.fillStyle = dim;
    context.fillText(size(sum), 4, y(sum) - 1);
  }
}

// What both sides hold within reach, and the middle between them.
function paintSums(
  context: CanvasRenderingContext2D, width: number, view: DepthView, steps: { bids: Level[]; asks: Level[] }, middle: number,
) {
  const { buy, sell, text } = colours();
  const [bids, asks] = [steps.bids.at(-1)?.size ?? 0, steps.asks.at(-1)?.size ?? 0];
  context.textBaseline = "middle";
  for (const [said, x, align, colour] of [
    [`bids ${size(bids)}`, width / 2 - 60, "right", buy], [`asks ${size(asks)}`, width / 2 + 60, "left", sell],
    [price(middle, view.decimals + 1), width / 2, "center", text],
  ] as const) {
    context.fillStyle = colour;
    context.textAlign = align;
    context.fillText(said, x, 10);
  }
}

// A few levels far away would press the rest together.
const furthest = (bids: Level[], asks: Level[], middle: number) =>
  1.1 * Math.max(middle - bids[Math.floor((bids.length - 1) * 0.9)]!.price, asks[Math.floor((asks.length - 1) * 0.9)]!.price - middle);

function summed(levels: Level[], middle: number, reach: number): Level[] {
  let sum = 0;
  return levels.filter((level) => Math.abs(level.price - middle) <= reach)
    .map((level) => ({ price: level.price, size: (sum += level.size) }));
}

function paintSide(
  context: CanvasRenderingContext2D, steps: Level[], x: (price: number) => number, y: (sum: number) => number,
  edge: number, floor: number, stroke: string, fill: string,
) {
  if (!steps[0]) return;
  context.beginPath();
  context.moveTo(x(steps[0].price), floor);
  let before = floor;
  for (const step of steps) {
    context.lineTo(x(step.price), before);
    before = y(step.size);
    context.lineTo(x(step.price), before);
  }
  context.lineTo(edge, before);
  context.strokeStyle = stroke;
  context.lineWidth = 1.5;
  context.stroke();
  context.lineTo(edge, floor);
  context.closePath();
  context.fillStyle = fill;
  context.fill();
}

function paintPointer(
  context: CanvasRenderingContext2D, width: number, height: number, view: DepthView,
  steps: { bids: Level[]; asks: Level[] }, at: number, middle: number,
) {
  const { text, raised } = colours();
  const isBid = at < middle;
  const reached = (isBid ? steps.bids : steps.asks).filter((step) => (isBid ? step.price >= at : step.price <= at)).at(-1);
  const said = `${price(at, view.decimals)}: ${reached ? size(reached.size) : 0}`;
  const x = view.pointer!;
  context.fillStyle = text;
  context.fillRect(x, 0, 1, height - axisPixels);
  const label = context.measureText(said).width + 10;
  const left = Math.min(x + 4, width - label);
  context.fillStyle = raised;
  context.fillRect(left, 2, label, 16);
  context.fillStyle = text;
  context.textAlign = "left";
  context.fillText(said, left + 5, 10);
}
