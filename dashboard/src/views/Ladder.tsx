import { memo, useEffect, useRef, useState, type KeyboardEvent, type PointerEvent, type WheelEvent } from "react";
import { useCanvas, useSampled } from "../frames";
import { bestAsk, bestBid, stepThatFits, type Book } from "../model/book";
import type { Following } from "../following";
import { decimalsOf, price, size } from "../model/numbers";
import { centreOf, paintLadder, rowPixels, type Centre } from "./ladderPaint";

const multiples = [1, 2, 5, 10, 50, 100] as const;
const levelsShown = 20;

/** The book around its spread. Scrolling holds the prices still; C, or the button, centres it again. */
export const Ladder = memo(function Ladder({ following }: { following: Following }) {
  const { instrument, book, onBook } = following;
  const [multiple, setMultiple] = useState<number | "auto">("auto");
  const [isCumulative, setCumulative] = useState(false);
  const [held, setHeld] = useState<Centre | null>(null);
  const scrolled = useRef(0);
  const tick = instrument.tick_size ?? 0.005;
  const step = useRef(tick);
  const { canvas, repaint } = useCanvas((context, width, height) => {
    if (multiple !== "auto") step.current = tick * multiple;
    else if (held === null) step.current = steady(step.current, stepThatFits(book, tick, levelsShown));
    return paintLadder(context, width, height, {
      book, step: step.current, decimals: decimalsOf(tick), centre: held, isCumulative, lastTrade: following.lastTrade,
    });
  });
  useEffect(() => onBook(repaint), [onBook, repaint]);
  const recentre = () => {
    scrolled.current = 0;
    setHeld(null);
  };
  useEffect(recentre, [multiple]);
  useEffect(() => {
    const onKey = (event: globalThis.KeyboardEvent) => {
      const isTyping = event.target instanceof HTMLInputElement || event.target instanceof HTMLSelectElement;
      if (event.key.toLowerCase() === "c" && !isTyping && !event.ctrlKey && !event.metaKey && !event.altKey) recentre();
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, []);
  const scroll = (rows: number) => {
    const from = held ?? centreOf(book, step.current);
    if (from && rows !== 0) setHeld({ ...from, offset: from.offset + rows });
  };
  const drag = (distance: number) => {
    scrolled.current += distance;
    const rows = Math.trunc(scrolled.current);
    scrolled.current -= rows;
    scroll(rows);
  };
  const onWheel = (event: WheelEvent) => drag(-event.deltaY / (event.deltaMode === 0 ? rowPixels : 1));
  const onPointerMove = (event: PointerEvent) => {
    if (event.pointerType === "touch") drag(event.movementY / rowPixels);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const rows = { ArrowUp: 1, ArrowDown: -1, PageUp: 10, PageDown: -10 }[event.key];
    if (rows !== undefined) scroll(rows);
    else if (event.key === "Home") recentre();
    else return;
    event.preventDefault();
  };
  const said = useSampled(() => spoken(book, decimalsOf(tick)), 500);
  const isEmpty = useSampled(() => book.bids.size + book.asks.size === 0, 500);
  return (
    <section className={held === null ? "pane ladder" : "pane ladder held"} aria-label="Order book">
      <header>
        <h2>Book</h2>
        <select aria-label="Group prices by" value={multiple}
          onChange={(event) => setMultiple(event.target.value === "auto" ? "auto" : Number(event.target.value))}>
          <option value="auto">auto</option>
          {multiples.map((one) => <option key={one} value={one}>{price(tick * one, decimalsOf(tick * one))}</option>)}
        </select>
        <button type="button" aria-pressed={isCumulative} onClick={() => setCumulative(!isCumulative)}
          title="Sizes added up from the spread outwards" aria-label="Cumulative sizes">Σ</button>
        <button type="button" className="push" onClick={recentre} disabled={held === null} aria-keyshortcuts="c">
          {held === null ? "centred" : "centre (C)"}
        </button>
      </header>
      <div className="fill">
        <canvas ref={canvas} role="img" aria-label={said} tabIndex={0} onWheel={onWheel} onKeyDown={onKeyDown}
          onPointerMove={onPointerMove} onDoubleClick={recentre} />
        {isEmpty && <p className="empty">No book is known.</p>}
      </div>
    </section>
  );
});

// Grouping follows the market only when it is far out, lest prices jump about.
const steady = (before: number, fitting: number) => (fitting > before * 2 || fitting < before / 2 ? fitting : before);

function spoken(book: Book, decimals: number): string {
  const [bid, ask] = [bestBid(book), bestAsk(book)];
  const side = (best: number | null, sizes: Map<number, number>) =>
    best === null ? "none" : `${price(best, decimals)}, size ${size(sizes.get(best)!)}`;
  return `Best bid ${side(bid, book.bids)}; best ask ${side(ask, book.asks)}; sequence ${book.sequence}`;
}
