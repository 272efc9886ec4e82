// Own orders on the ladder: where they are, what a pointer is on, and how they look.
import type { Mark } from "../model/account";
import { markPixels, pricePixels, rowAt, rowPixels, stepOfRow, type Centre } from "../model/ladder";
import { size } from "../model/numbers";
import type { Side } from "../model/trading";
import { colours } from "../theme";
import type { Row } from "./ladderPaint";

const crossPixels = 15;

/** What the pointer is on. */
export interface Pointed {
  readonly step: number;
  /** Null on the price itself. */
  readonly side: Side | null;
  /** The own orders there, and whether it is on the cross that cancels them. */
  readonly mark: Mark | null;
  readonly isCross: boolean;
  /** Own orders that are being moved here from elsewhere. */
  readonly moved: Mark | null;
  /** What a click would place at once; null where it would not. */
  readonly placed: string | null;
}

/** What is at a point of the ladder; null where no price is. */
export function pointedAt(
  x: number, y: number, width: number, height: number, centre: Centre, marks: readonly Mark[],
): Pick<Pointed, "step" | "side" | "mark" | "isCross"> | null {
  const row = rowAt(y, height);
  if (row === null) return null;
  const step = stepOfRow(centre, row, true, height);
  const beside = x - width / 2;
  const side = beside < -pricePixels / 2 ? "buy" : beside > pricePixels / 2 ? "sell" : null;
  const outward = side === "buy" ? x : width - x;
  const mark = side !== null && outward < markPixels ? marks.find((one) => one.step === step && one.side === side) ?? null : null;
  return { step, side, mark, isCross: mark !== null && outward < crossPixels };
}

export function paintMarks(
  context: CanvasRenderingContext2D, width: number, rows: readonly Row[], marks: readonly Mark[], pointed: Pointed | null,
) {
  const rowOf = new Map(rows.map((row) => [row.step, row]));
  if (pointed) paintPointed(context, width, rowOf.get(pointed.step), pointed);
  for (const mark of marks) {
    const row = rowOf.get(mark.step);
    if (row) paintMark(context, width, row.y, mark, isSame(mark, pointed?.moved) ? 0.35 : 1, isSame(mark, pointed?.mark));
  }
  const target = pointed?.moved && rowOf.get(pointed.step);
  if (pointed?.moved && target) paintMark(context, width, target.y, pointed.moved, 1, true);
}

const isSame = (mark: Mark, other: Mark | null | undefined) => mark.side === other?.side && mark.step === other.step;

function paintPointed(context: CanvasRenderingContext2D, width: number, row: Row | undefined, pointed: Pointed) {
  if (!row || pointed.moved || pointed.mark) return;
  const { buy, sell, accent, numbers } = colours();
  const [left, right] = pointed.side === "buy" ? [0, width / 2 - pricePixels / 2]
    : pointed.side === "sell" ? [width / 2 + pricePixels / 2, width]
    : [width / 2 - pricePixels / 2, width / 2 + pricePixels / 2];
  context.strokeStyle = pointed.side === "buy" ? buy : pointed.side === "sell" ? sell : accent;
  context.lineWidth = 1;
  context.strokeRect(left + 0.5, row.y + 0.5, right - left - 1, rowPixels - 2);
  if (pointed.placed === null || pointed.side === null) return;
  context.font = `600 10px ${numbers}`;
  context.fillStyle = context.strokeStyle;
  context.textAlign = pointed.side === "buy" ? "left" : "right";
  context.fillText(`${pointed.side} ${pointed.placed}`, pointed.side === "buy" ? 4 : width - 4, row.y + rowPixels / 2);
}

function paintMark(context: CanvasRenderingContext2D, width: number, y: number, mark: Mark, alpha: number, isStrong: boolean) {
  const { buy, sell, ground, numbers } = colours();
  const colour = mark.side === "buy" ? buy : sell;
  const left = mark.side === "buy" ? 1 : width - markPixels + 1;
  const cross = mark.side === "buy" ? left + 8 : width - 9;
  context.globalAlpha = alpha;
  context.fillStyle = mark.isWaiting ? ground : colour;
  context.strokeStyle = colour;
  context.lineWidth = isStrong ? 2 : 1;
  context.setLineDash(mark.isWaiting ? [3, 2] : []);
  context.beginPath();
  context.roundRect(left + 0.5, y + 1.5, markPixels - 3, rowPixels - 4, 3);
  context.fill();
  context.stroke();
  context.setLineDash([]);
  context.fillStyle = mark.isWaiting ? colour : ground;
  context.font = `600 11px ${numbers}`;
  context.textAlign = "center";
  context.fillText("×", cross, y + rowPixels / 2);
  context.fillText(size(mark.open), left + markPixels / 2 + (mark.side === "buy" ? 5 : -7), y + rowPixels / 2);
  // More than one order, as cards on each other.
  if (mark.orders.length > 1) context.fillRect(left + 4, y + rowPixels - 3, markPixels - 9, 1.5);
  context.globalAlpha = 1;
}
