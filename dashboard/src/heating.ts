// The book of one instrument over time: its history, and from then on a column each second.
import type { Following } from "./following";
import { stepThatFits } from "./model/book";
import { columnOf, columnsOf, joined, withDots, type DepthHistory, type Dot, type HeatColumn } from "./model/heat";
import { nameOf, type Trade } from "./model/market";
import { askPatiently } from "./wire";

const columnsAsked = 300;
const tradesAsked = 3_000;
const columnMillis = 1_000;
// A book that has not changed for so long is history, and stays as it is.
const oldMillis = 60_000;

export class Heating {
  columns: readonly HeatColumn[] = [];
  dots: readonly Dot[] = [];
  /** How high a row is; 0 while nothing is known. */
  step = 0;
  private hasAsked = false;
  private timer: ReturnType<typeof setInterval> | null = null;
  private readonly abort = new AbortController();

  /** @param spanMillis How far back it goes. */
  constructor(private readonly following: Following, readonly spanMillis: number, private readonly changed: () => void) {}

  begin() {
    this.timer = setInterval(() => this.tick(), columnMillis);
    this.tick();
  }

  end() {
    this.abort.abort();
    if (this.timer !== null) clearInterval(this.timer);
  }

  /** The moment that is at the right edge. */
  now(): number {
    const { clock, book } = this.following;
    if (clock) return clock.now();
    const changed = Date.parse(book.time);
    return Date.now() - changed > oldMillis ? changed : Math.max(Date.now(), changed);
  }

  private tick() {
    const { book } = this.following;
    if (book.sequence === 0) return;
    if (!this.hasAsked) void this.askHistory();
    if (this.step === 0) return;
    const now = this.now();
    if (now <= (this.columns.at(-1)?.time ?? -Infinity)) return;
    this.dots = withDots(this.dots, this.following.tape());
    this.columns = joined(this.columns, [columnOf(book, this.step, now)]);
    this.changed();
  }

  private async askHistory() {
    this.hasAsked = true;
    const until = this.now();
    const times = `start_time=${new Date(until - this.spanMillis).toISOString()}&end_time=${new Date(until).toISOString()}`;
    const [history, traded] = await Promise.all([
      this.ask<{ venues: readonly DepthHistory[] }>(`depth-history?${times}&columns=${columnsAsked}&rows=80`),
      this.ask<{ trades: readonly Trade[] }>(`trades?${times}&order=desc&limit=${tradesAsked}`),
    ]);
    if (this.abort.signal.aborted) return;
    const known = history?.venues[0];
    if (known?.step) [this.step, this.columns] = [known.step, columnsOf(known)];
    else this.step = stepThatFits(this.following.book, this.following.instrument.tick_size ?? 0.005, 30);
    this.dots = withDots([], traded?.trades ?? []);
    this.changed();
  }

  // Null where another instrument is shown by now, or the server refused: the picture then begins now.
  private ask<T>(question: string): Promise<T | null> {
    const path = `/api/v1/stocks/${encodeURIComponent(nameOf(this.following.instrument))}/${question}`;
    return askPatiently<T>(path, this.abort.signal).catch(() => null);
  }
}
