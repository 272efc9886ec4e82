import { memo } from "react";
import { useCanvas } from "../frames";
import { changeList } from "../lists";
import { movedBy, withoutName, type NamedList } from "../model/lists";
import { nameOf, type Instrument } from "../model/market";
import { decimalsOf, percent, price } from "../model/numbers";
import { changePercent, type Watched } from "../model/watch";
import { openings } from "../openings";
import { goTo } from "../place";
import { colours } from "../theme";
import { useWatched } from "../watching";

interface RowProperties {
  readonly name: string;
  readonly instrument: Instrument | null | undefined;
  readonly isSelected: boolean;
  readonly place: number;
  readonly count: number;
  /** The list that is being put together; null where it is only looked at. */
  readonly edited: NamedList | null;
  readonly isIn?: boolean;
  readonly add?: () => void;
}

/** An instrument of the watchlist, and what can be done with it there. */
export const WatchRow = memo(function WatchRow({ name, instrument, isSelected, place, count, edited, isIn, add }: RowProperties) {
  const row = useWatched(instrument ?? null);
  return (
    <li aria-setsize={count} aria-posinset={place}>
      {row
        ? <Shown row={row} isSelected={isSelected} />
        : <span className="unknown">{name}{instrument === null && <small>not on the tape yet</small>}</span>}
      <span className={edited || add ? "tools always" : "tools"}>
        {edited ? <Order list={edited} name={name} />
          : add ? (
            <button type="button" disabled={isIn} onClick={add} aria-label={isIn ? "In the list" : "Add it"}>{isIn ? "✓" : "+"}</button>
          )
          : instrument && (
            <button type="button" aria-label="Alert me of its price" title="Alert me…"
              onClick={() => openings.alert({ symbol: nameOf(instrument), price: row?.last ?? null })}>!</button>
          )}
      </span>
    </li>
  );
});

function Order({ list, name }: { list: NamedList; name: string }) {
  const become = (symbols: readonly string[]) => void changeList(list.id, { symbols });
  return (
    <>
      <button type="button" aria-label="Move it up" onClick={() => become(movedBy(list.symbols, name, -1))}>↑</button>
      <button type="button" aria-label="Move it down" onClick={() => become(movedBy(list.symbols, name, 1))}>↓</button>
      <button type="button" aria-label="Take it off the list" onClick={() => become(withoutName(list.symbols, name))}>×</button>
    </>
  );
}

function Shown({ row, isSelected }: { row: Watched; isSelected: boolean }) {
  const { instrument } = row;
  const decimals = decimalsOf(instrument.tick_size ?? 0.005);
  const change = changePercent(row);
  const direction = change === null || change === 0 ? "" : change > 0 ? "up" : "down";
  const spread = row.bid !== null && row.ask !== null ? price(row.ask - row.bid, decimals) : "–";
  const made = instrument.synthetic ? " · synthetic" : instrument.bots ? " · bots" : "";
  return (
    <button type="button" className="row" aria-current={isSelected} title={instrument.name}
      onClick={() => goTo({ instrument: nameOf(instrument) })}>
      <span className="symbol">{instrument.symbol}</span>
      <Sparkline points={row.points} />
      <span className="last">{price(row.last, decimals)}</span>
      <span className="small">{instrument.exchange}{made}<br />spread {spread}</span>
      <span className={`change ${direction}`}>{direction === "up" ? "▲" : direction === "down" ? "▼" : ""} {percent(change)}</span>
    </button>
  );
}

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
