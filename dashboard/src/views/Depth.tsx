import { memo, useEffect, useState } from "react";
import type { Following } from "../following";
import { useCanvas } from "../frames";
import { sorted, type Book, type Level } from "../model/book";
import { decimalsOf, price, size } from "../model/numbers";
import { colours } from "../theme";

const reaches = [["50", "0.5 %"], ["100", "1 %"], ["500", "5 %"], ["0", "all"]] as const;

/** What could be bought and sold up to each price, around the middle of the spread. */
export const Depth = memo(function Depth({ following }: { following: Following }) {
  const { instrument, book, onBook } = following;
  const [reach, setReach] = useState(0);
  const [pointer, setPointer] = useState<number | null>(null);
  const { canvas, repaint } = useCanvas((context, width, height) =>
    paintDepth(context, width, height, { book, reach, pointer, decimals: decimalsOf(instrument.tick_size ?? 0.005) }));
  useEffect(() => onBook(repaint), [onBook, repaint]);
  return (
    <section className="pane depth" aria-label="Depth">
      <header>
        <h2>Depth</h2>
        <select aria-label="Distance from the middle" value={reach} onChange={(event) => setReach(Number(event.target.value))}>
          {reaches.map(([points, label]) => <option key={points} value={points}>{label}</option>)}
        </select>
      </header>
      <div className="fill">
        <canvas ref={canvas} role="img" aria-label="Sizes added up from the spread outwards, bids left, asks right"
          onPointerMove={(event) => setPointer(event.nativeEvent.offsetX)} onPointerLeave={() => setPointer(null)} />
      </div>
    </section>
  );
});

interface View {
  readonly book: Book;
  /** Basis points to each side; 0 for all. */
  readonly reach: number;
  readonly pointer: number | null;
  readonly decimals: number;
}

const axisPixels = 18;

function paintDepth(context: CanvasRenderingContext2D, width: number, height: number, view: View) {
  const [bids, asks] = [sorted(view.book.bids, true), sorted(view.book.asks, false)];
  if (!bids[0] || !asks[0]) return;
  const middle = (bids[0].price + asks[0].price) / 2;
  const reach = view.reach > 0 ? (middle * view.reach) / 10_000 : furthest(bids, asks, middle);
  const steps = { bids: summed(bids, middle, reach), asks: summed(asks, middle, reach) };
  const most = Math.max(steps.bids.at(-1)?.size ?? 0, steps.asks.at(-1)?.size ?? 0) || 1;
  const x = (price: number) => ((price - middle + reach) / (2 * reach)) * width;
  const y = (sum: number) => height - axisPixels - (sum / most) * (height - axisPixels - 14);
  const { buy, sell, buySoft, sellSoft, dim, line, numbers } = colours();
  context.font = `11px ${numbers}`;
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
  if (view.pointer !== null) paintPointer(context, width, height, view, steps, middle + (view.pointer / width * 2 - 1) * reach, middle);
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
  context: CanvasRenderingContext2D, width: number, height: number, view: View,
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
