import { memo, useEffect, useRef, useState, type KeyboardEvent, type ReactNode, type WheelEvent } from "react";
import { useCanvas, useSampled } from "../frames";
import type { Following } from "../following";
import { marksOf, standsAt } from "../model/account";
import { bestAsk, bestBid, stepOf, stepThatFits, type Book } from "../model/book";
import { centreOf, rowPixels, SizeHistory, type Centre } from "../model/ladder";
import { nameOf } from "../model/market";
import { decimalsOf, price, size } from "../model/numbers";
import { listedNameOf, type OpenOrder } from "../model/trading";
import { isTyping } from "../typing";
import { useHands, type Hands } from "./ladderHands";
import { paintLadder } from "./ladderPaint";

const multiples = [1, 2, 5, 10, 50, 100] as const;
const levelsShown = 20;
const repaintMillis = 250;
const spokenMax = 5;

export interface LadderProperties {
  readonly following: Following;
  /** Open orders of the account that is looked at; those of the instrument are marked. Null where nobody is signed in. */
  readonly orders?: ReadonlyMap<number, OpenOrder> | null;
  /** What can be done by hand; where it is not null, prices hold still while they are pointed at. */
  readonly hands?: Hands | null;
  readonly controls?: ReactNode;
  readonly foot?: ReactNode;
}

/** The book around its spread. Scrolling holds the prices still; C, or the button, centres it again. */
export const Ladder = memo(function Ladder({ following, orders = null, hands = null, controls, foot }: LadderProperties) {
  const { instrument, book, onBook } = following;
  const [multiple, setMultiple] = useState<number | "auto">("auto");
  const [isCumulative, setCumulative] = useState(false);
  const [held, setHeld] = useState<Centre | null>(null);
  const [history] = useState(() => new SizeHistory());
  const scrolled = useRef(0);
  const tick = instrument.tick_size ?? 0.005;
  const step = useRef(tick);
  const symbol = listedNameOf(nameOf(instrument));
  const marks = () => (orders ? marksOf(orders.values(), symbol, (at, isBid) => stepOf(at, step.current, isBid)) : []);
  const { canvas, repaint } = useCanvas((context, width, height) => {
    const { centre, pointed } = pointing.current;
    if (multiple !== "auto") step.current = tick * multiple;
    else if (held === null && centre === null) step.current = steady(step.current, stepThatFits(book, tick, levelsShown));
    return paintLadder(context, width, height, {
      book, step: step.current, decimals: decimalsOf(tick), centre: held ?? centre, isWhole: held !== null || hands !== null,
      isCumulative, lastTrade: following.lastTrade, history, marks: orders && marks(), pointed,
    });
  });
  const scroll = (rows: number) => {
    const from = held ?? pointing.current.centre ?? centreOf(book, step.current);
    if (from && rows !== 0) setHeld({ ...from, offset: from.offset + rows });
  };
  const drag = (distance: number) => {
    scrolled.current += distance;
    const rows = Math.trunc(scrolled.current);
    scrolled.current -= rows;
    scroll(rows);
  };
  const { pointing, on } = useHands(hands, following, step, held, marks, repaint, drag);
  useEffect(() => onBook(repaint), [onBook, repaint]);
  // What was added and what was pulled is so for a second, whether anything else happens or not.
  useEffect(() => {
    const timer = setInterval(repaint, repaintMillis);
    return () => clearInterval(timer);
  }, [repaint]);
  const recentre = () => {
    scrolled.current = 0;
    pointing.current.centre = null;
    setHeld(null);
    repaint();
  };
  useEffect(recentre, [multiple]);
  useEffect(() => {
    const onKey = (event: globalThis.KeyboardEvent) => {
      if (event.key.toLowerCase() === "c" && !isTyping(event)) recentre();
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, []);
  const onWheel = (event: WheelEvent) => drag(-event.deltaY / (event.deltaMode === 0 ? rowPixels : 1));
  const onKeyDown = (event: KeyboardEvent) => {
    const rows = { ArrowUp: 1, ArrowDown: -1, PageUp: 10, PageDown: -10 }[event.key];
    if (rows !== undefined) scroll(rows);
    else if (event.key === "Home") recentre();
    else return;
    event.preventDefault();
  };
  const said = useSampled(() => spoken(book, decimalsOf(tick)) + spokenOrders(orders, symbol, decimalsOf(tick)), 500);
  const isEmpty = useSampled(() => book.bids.size + book.asks.size === 0, 500);
  const classes = `pane ladder${held === null ? "" : " held"}${hands?.placed != null ? " armed" : ""}`;
  return (
    <section className={classes} aria-label="Order book">
      <header>
        <h2>Book</h2>
        <select aria-label="Group prices by" value={multiple}
          onChange={(event) => setMultiple(event.target.value === "auto" ? "auto" : Number(event.target.value))}>
          <option value="auto">auto</option>
          {multiples.map((one) => <option key={one} value={one}>{price(tick * one, decimalsOf(tick * one))}</option>)}
        </select>
        <button type="button" aria-pressed={isCumulative} onClick={() => setCumulative(!isCumulative)}
          title="Sizes added up from the spread outwards" aria-label="Cumulative sizes">Σ</button>
        {controls}
        <button type="button" className="push" onClick={recentre} disabled={held === null} aria-keyshortcuts="c">
          {held === null ? "centred" : "centre (C)"}
        </button>
      </header>
      <div className="fill">
        <canvas ref={canvas} role="img" aria-label={said} tabIndex={0} onWheel={onWheel} onKeyDown={onKeyDown} {...on}
          onDoubleClick={hands ? undefined : recentre} />
        {isEmpty && <p className="empty">No book is known.</p>}
      </div>
      {foot}
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

function spokenOrders(orders: ReadonlyMap<number, OpenOrder> | null, symbol: string, decimals: number): string {
  const own = [...orders?.values() ?? []].filter((order) => order.symbol === symbol);
  if (own.length === 0) return "";
  const each = own.slice(0, spokenMax)
    .map((order) => `${order.side} ${order.open || order.quantity} at ${price(standsAt(order), decimals)}`);
  return `; own orders: ${each.join(", ")}${own.length > spokenMax ? ` and ${own.length - spokenMax} more` : ""}`;
}
