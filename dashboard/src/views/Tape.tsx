import { memo, useEffect, useState } from "react";
import type { Following } from "../following";
import { useCanvas, useSampled } from "../frames";
import { decimalsOf, price, size, timeOfDay } from "../model/numbers";
import { atLeast, type Tape } from "../model/tape";
import { colours } from "../theme";

const rowPixels = 17;

/** Time and sales, newest first, in the colour of the side that took. Pointing at it holds it still. */
export const TapePane = memo(function TapePane({ following }: { following: Following }) {
  const { instrument, tape, onTrade } = following;
  const [sizeMin, setSizeMin] = useState(0);
  const [held, setHeld] = useState<Tape | null>(null);
  const decimals = decimalsOf(instrument.tick_size ?? 0.005);
  const { canvas, repaint } = useCanvas((context, width, height) => {
    paintTape(context, width, height, atLeast(held ?? tape(), sizeMin), decimals, instrument.time_zone);
  });
  useEffect(() => onTrade(repaint), [onTrade, repaint]);
  const said = useSampled(() => spoken(tape(), decimals, instrument.time_zone), 500);
  const isEmpty = useSampled(() => atLeast(tape(), sizeMin).length === 0, 500);
  return (
    <section className="pane tape" aria-label="Time and sales">
      <header>
        <h2>Tape</h2>
        <label className="push">from <input aria-label="Smallest size shown" type="number" min="0" step="any" value={sizeMin || ""}
          placeholder="any size" onChange={(event) => setSizeMin(Number(event.target.value) || 0)} /></label>
      </header>
      <div className="fill">
        <canvas ref={canvas} role="img" aria-label={said} onPointerEnter={(event) => event.pointerType === "mouse" && setHeld(tape())}
          onPointerLeave={() => setHeld(null)} />
        {isEmpty && <p className="empty">No trades yet.</p>}
      </div>
    </section>
  );
});

function spoken(tape: Tape, decimals: number, zone: string): string {
  const last = tape[0];
  if (!last) return "No trades yet";
  return `${tape.length} trades; last ${last.side ?? "traded"} ${size(last.size)} at ${price(last.price, decimals)}, `
    + `${timeOfDay(last.time, zone)}; sequence ${last.sequence}`;
}

function paintTape(context: CanvasRenderingContext2D, width: number, height: number, tape: Tape, decimals: number, zone: string) {
  const { buy, sell, buySoft, sellSoft, text, dim, numbers } = colours();
  const shown = tape.slice(0, Math.ceil(height / rowPixels));
  // A print among the largest of those that are known is marked over its whole row.
  const large = tape.length < 20 ? Infinity : tape.map((trade) => trade.size).sort((a, b) => b - a)[Math.floor(tape.length / 20)]!;
  context.textBaseline = "middle";
  context.font = `12px ${numbers}`;
  shown.forEach((trade, i) => {
    const y = i * rowPixels;
    const middle = y + rowPixels / 2 + 0.5;
    if (trade.size >= large && trade.side) {
      context.fillStyle = trade.side === "buy" ? buySoft : sellSoft;
      context.fillRect(0, y, width, rowPixels);
    }
    context.textAlign = "left";
    context.fillStyle = dim;
    context.fillText(timeOfDay(trade.time, zone), 7, middle);
    context.textAlign = "right";
    context.fillStyle = trade.side === "buy" ? buy : trade.side === "sell" ? sell : text;
    context.fillText(price(trade.price, decimals), width * 0.72, middle);
    context.fillStyle = trade.off_price ? dim : text;
    context.fillText(size(trade.size), width - 7, middle);
  });
}
