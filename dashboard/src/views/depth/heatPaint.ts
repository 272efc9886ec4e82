import { heatOf, rangeOf, type Dot, type HeatColumn } from "../../model/heat";
import { price, size, timeOfDay } from "../../model/numbers";
import { colours, currentTheme } from "../../theme";

export interface HeatView {
  readonly columns: readonly HeatColumn[];
  readonly step: number;
  /** What is at the edges, in milliseconds since 1970. */
  readonly from: number;
  readonly to: number;
  /** The size of the full colour. */
  readonly bright: number;
  readonly dots: readonly Dot[];
  readonly pointer: { readonly x: number; readonly y: number } | null;
  readonly decimals: number;
  readonly zone: string;
}

interface Scales {
  readonly x: (time: number) => number;
  /** Of a price. */
  readonly y: (price: number) => number;
  readonly width: number;
  readonly height: number;
  readonly low: number;
  readonly high: number;
}

const axisWidth = 66;
const axisHeight = 18;
const rowsMin = 24;
const tones = 48;

const ramps = new Map<string, readonly string[]>();

// One hue, its lightness in even steps from that of the panel: a size that is twice as bright looks twice as bright.
function ramp(): readonly string[] {
  const theme = currentTheme();
  let made = ramps.get(theme);
  if (!made) {
    const [from, to] = theme === "dark" ? [0.2, 0.74] : [0.985, 0.48];
    made = Array.from({ length: tones }, (_, i) => {
      const share = i / (tones - 1);
      const chroma = 0.01 + 0.075 * Math.sin(Math.PI * (0.12 + 0.7 * share));
      return `oklch(${(from + (to - from) * share).toFixed(3)} ${chroma.toFixed(3)} 172)`;
    });
    ramps.set(theme, made);
  }
  return made;
}

/** Sizes as colours, best prices as lines, trades as dots. */
export function paintHeat(context: CanvasRenderingContext2D, width: number, height: number, view: HeatView) {
  const range = rangeOf(view.columns, view.step, rowsMin);
  if (!range) return;
  const [plotWidth, plotHeight] = [width - axisWidth, height - axisHeight];
  const rows = range.high - range.low + 1;
  const scales: Scales = {
    x: (time) => ((time - view.from) / (view.to - view.from)) * plotWidth,
    y: (value) => plotHeight - ((value / view.step - range.low) / rows) * plotHeight,
    width: plotWidth, height: plotHeight, low: range.low, high: range.high,
  };
  context.save();
  context.beginPath();
  context.rect(0, 0, plotWidth, plotHeight);
  context.clip();
  paintCells(context, view, scales);
  const { buy, sell } = colours();
  paintLine(context, view, scales, "bid", buy);
  paintLine(context, view, scales, "ask", sell);
  for (const dot of view.dots) paintDot(context, dot, view, scales);
  context.restore();
  paintAxes(context, view, scales);
  if (view.pointer) paintPointer(context, view, view.pointer, scales);
}

const leftOf = (view: HeatView, i: number) => (i === 0 ? view.columns[0]!.time - 1_000 : view.columns[i - 1]!.time);

function paintCells(context: CanvasRenderingContext2D, view: HeatView, { x, y, low, high }: Scales) {
  const tone = ramp();
  view.columns.forEach((column, i) => {
    const left = Math.round(x(leftOf(view, i)));
    const right = Math.round(x(column.time));
    if (right <= left) return;
    for (const cells of [column.bids, column.asks])
      for (const [row, one] of cells) {
        if (row < low || row > high) continue;
        const top = Math.round(y((row + 1) * view.step));
        context.fillStyle = tone[Math.round(heatOf(one, view.bright) * (tones - 1))]!;
        context.fillRect(left, top, right - left, Math.max(1, Math.round(y(row * view.step)) - top));
      }
  });
}

function paintLine(context: CanvasRenderingContext2D, view: HeatView, { x, y }: Scales, side: "bid" | "ask", colour: string) {
  context.beginPath();
  let isDown = false;
  view.columns.forEach((column, i) => {
    const value = column[side];
    if (value === null) {
      isDown = false;
      return;
    }
    const at = y(value);
    if (isDown) context.lineTo(x(leftOf(view, i)), at);
    else context.moveTo(x(leftOf(view, i)), at);
    context.lineTo(x(column.time), at);
    isDown = true;
  });
  // A rim of the ground keeps the line apart from what lies below it.
  context.strokeStyle = colours().panel;
  context.lineWidth = 3;
  context.stroke();
  context.strokeStyle = colour;
  context.lineWidth = 1.5;
  context.stroke();
}

function paintDot(context: CanvasRenderingContext2D, dot: Dot, view: HeatView, { x, y }: Scales) {
  if (dot.time < view.from || dot.time > view.to) return;
  const { buy, sell, text, panel } = colours();
  // The more time there is to a pixel, the smaller.
  const scale = Math.min(1, Math.sqrt(300_000 / (view.to - view.from)));
  context.beginPath();
  context.arc(x(dot.time), y(dot.price), scale * (1.2 + 3.8 * heatOf(dot.size, view.bright)), 0, 2 * Math.PI);
  context.fillStyle = dot.side === "buy" ? buy : dot.side === "sell" ? sell : text;
  context.globalAlpha = 0.85;
  context.fill();
  context.globalAlpha = 1;
  context.strokeStyle = panel;
  context.lineWidth = 1;
  context.stroke();
}

function paintAxes(context: CanvasRenderingContext2D, view: HeatView, { y, width, height, low, high }: Scales) {
  const { dim, numbers, line } = colours();
  context.font = `11px ${numbers}`;
  context.textBaseline = "middle";
  context.fillStyle = line;
  context.fillRect(width, 0, 1, height);
  context.fillRect(0, height, width, 1);
  context.fillStyle = dim;
  context.textAlign = "left";
  const every = Math.max(1, Math.ceil((high - low) / Math.max(2, Math.floor(height / 26))));
  for (let row = Math.ceil(low / every) * every; row <= high; row += every) {
    const at = y(row * view.step);
    if (at > 6 && at < height - 6) context.fillText(price(row * view.step, view.decimals), width + 6, at);
  }
  const count = Math.max(2, Math.floor(width / 130));
  for (let i = 0; i < count; i++) {
    const share = (i + 0.5) / count;
    context.textAlign = "center";
    const moment = new Date(view.from + (view.to - view.from) * share).toISOString();
    context.fillText(timeOfDay(moment, view.zone).slice(0, 8), share * width, height + axisHeight / 2);
  }
}

function paintPointer(
  context: CanvasRenderingContext2D, view: HeatView, pointer: NonNullable<HeatView["pointer"]>,
  { x, y, width, height, low, high }: Scales,
) {
  if (pointer.x > width || pointer.y > height) return;
  const { text, raised, line } = colours();
  const row = low + Math.floor(((height - pointer.y) / height) * (high - low + 1));
  const column = view.columns.find(({ time }) => x(time) >= pointer.x);
  const found = column && [...column.bids, ...column.asks].find(([one]) => one === row);
  const at = new Date(view.from + (pointer.x / width) * (view.to - view.from)).toISOString();
  const said = `${timeOfDay(at, view.zone).slice(0, 8)}  ${price(row * view.step, view.decimals)}  ${found ? size(found[1]) : "–"}`;
  context.fillStyle = text;
  context.globalAlpha = 0.5;
  context.fillRect(Math.round(pointer.x), 0, 1, height);
  context.fillRect(0, Math.round(y((row + 0.5) * view.step)), width, 1);
  context.globalAlpha = 1;
  const label = context.measureText(said).width + 12;
  const left = Math.min(Math.max(2, pointer.x + 8), width - label - 2);
  const top = pointer.y > 24 ? pointer.y - 22 : pointer.y + 6;
  context.fillStyle = raised;
  context.fillRect(left, top, label, 18);
  context.strokeStyle = line;
  context.strokeRect(left + 0.5, top + 0.5, label - 1, 17);
  context.fillStyle = text;
  context.textAlign = "left";
  context.fillText(said, left + 6, top + 9);
}
