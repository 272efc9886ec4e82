import { memo, useState } from "react";
import { useCanvas } from "../frames";
import { nameOf } from "../model/market";
import { decimalsOf, percent, price } from "../model/numbers";
import { changePercent, type Watched } from "../model/watch";
import { goTo } from "../place";
import { colours } from "../theme";
import type { Rows } from "../watching";

/** Every instrument with its last price, change, spread and the last hour as a line. */
export function Watchlist({ rows, selected }: { rows: Rows; selected: string | null }) {
  const [sought, setSought] = useState("");
  const words = sought.toLowerCase();
  const isShown = ({ instrument }: Watched) => `${nameOf(instrument)} ${instrument.name}`.toLowerCase().includes(words);
  return (
    <section className="pane watch" aria-label="Watchlist">
      <header>
        <h2>Watchlist</h2>
        <input className="push" type="search" aria-label="Find an instrument" placeholder="find" value={sought}
          onChange={(event) => setSought(event.target.value)} />
      </header>
      <div className="fill">
        <ul className="rows">
          {[...rows].filter(([, row]) => isShown(row)).map(([name, row]) => <Row key={name} row={row} isSelected={name === selected} />)}
        </ul>
      </div>
    </section>
  );
}

const Row = memo(function Row({ row, isSelected }: { row: Watched; isSelected: boolean }) {
  const { instrument } = row;
  const decimals = decimalsOf(instrument.tick_size ?? 0.005);
  const change = changePercent(row);
  const direction = change === null || change === 0 ? "" : change > 0 ? "up" : "down";
  const spread = row.bid !== null && row.ask !== null ? price(row.ask - row.bid, decimals) : "–";
  const made = instrument.synthetic ? " · synthetic" : instrument.bots ? " · bots" : "";
  return (
    <li>
      <button type="button" aria-current={isSelected} onClick={() => goTo({ instrument: nameOf(instrument) })} title={instrument.name}>
        <span className="symbol">{instrument.symbol}</span>
        <Sparkline points={row.points} />
        <span className="last">{price(row.last, decimals)}</span>
        <span className="small">{instrument.exchange}{made}<br />spread {spread}</span>
        <span className={`change ${direction}`}>{direction === "up" ? "▲" : direction === "down" ? "▼" : ""} {percent(change)}</span>
      </button>
    </li>
  );
});

function Sparkline({ points }: { points: readonly number[] }) {
  const { canvas } = useCanvas((context, width, height) => {
    if (points.length < 2) return;
    const [low, high] = [Math.min(...points), Math.max(...points)];
    const { buy, sell } = colours();
    context.strokeStyle = points.at(-1)! >= points[0]! ? buy : sell;
    context.lineWidth = 1.25;
    context.beginPath();
    points.forEach((point, i) => {
      const x = (i / (points.length - 1)) * (width - 2) + 1;
      const y = height - 3 - ((point - low) / (high - low || 1)) * (height - 6);
      if (i === 0) context.moveTo(x, y);
      else context.lineTo(x, y);
    });
    context.stroke();
  });
  return <canvas ref={canvas} aria-hidden="true" />;
}
