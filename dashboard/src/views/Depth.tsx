import { memo, useEffect, useState } from "react";
import type { Following } from "../following";
import { useCanvas } from "../frames";
import { useKept } from "../kept";
import { decimalsOf } from "../model/numbers";
import { paintDepth } from "./depth/depthPaint";
import { Heatmap } from "./depth/Heatmap";
import { useConsolidated, Venues } from "./depth/Venues";

const reaches = [["50", "0.5 %"], ["100", "1 %"], ["500", "5 %"], ["0", "all"]] as const;
const spans = [5, 15, 60] as const;
const tabs = ["depth", "heatmap", "venues"] as const;
type Tab = (typeof tabs)[number];

const labels: Readonly<Record<Tab, string>> = { depth: "Depth", heatmap: "Heatmap", venues: "Venues" };

const tabIn = (text: string | null): Tab => tabs.find((tab) => JSON.stringify(tab) === text) ?? "depth";

/** The book as a whole: now, over the last minutes, and beside those of other venues where there are some. */
export const Depth = memo(function Depth({ following }: { following: Following }) {
  const { instrument, clock } = following;
  const [wished, setTab] = useKept("bourse.depth", tabIn);
  const [reach, setReach] = useState(0);
  const [minutes, setMinutes] = useState<number>(15);
  const all = useConsolidated(instrument.symbol, clock === null);
  const hasVenues = all !== null && all.venues.length > 1;
  const tab = wished === "venues" && !hasVenues ? "depth" : wished;
  return (
    <section className="pane depth" aria-label="Depth">
      <header>
        <div role="group" aria-label="What is shown of the book">
          {tabs.filter((one) => one !== "venues" || hasVenues).map((one) => (
            <button key={one} type="button" aria-pressed={one === tab} onClick={() => setTab(one)}>{labels[one]}</button>
          ))}
        </div>
        {tab === "depth" && (
          <select aria-label="Distance from the middle" value={reach} onChange={(event) => setReach(Number(event.target.value))}>
            {reaches.map(([points, label]) => <option key={points} value={points}>{label}</option>)}
          </select>
        )}
        {tab === "heatmap" && (
          <select aria-label="How far back" value={minutes} onChange={(event) => setMinutes(Number(event.target.value))}>
            {spans.map((span) => <option key={span} value={span}>{span} min</option>)}
          </select>
        )}
      </header>
      <div className="fill">
        {tab === "depth" && <Curve following={following} reach={reach} />}
        {tab === "heatmap" && <Heatmap following={following} minutes={minutes} />}
        {tab === "venues" && <Venues all={all!} instrument={instrument} />}
      </div>
    </section>
  );
});

function Curve({ following, reach }: { following: Following; reach: number }) {
  const { instrument, book, onBook } = following;
  const [pointer, setPointer] = useState<number | null>(null);
  const { canvas, repaint } = useCanvas((context, width, height) =>
    paintDepth(context, width, height, { book, reach, pointer, decimals: decimalsOf(instrument.tick_size ?? 0.005) }));
  useEffect(() => onBook(repaint), [onBook, repaint]);
  return (
    <canvas ref={canvas} role="img" aria-label="Sizes added up from the spread outwards, bids left, asks right"
      onPointerMove={(event) => setPointer(event.nativeEvent.offsetX)} onPointerLeave={() => setPointer(null)} />
  );
}
