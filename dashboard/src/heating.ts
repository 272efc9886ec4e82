// The book of one instrument over time: its history, and from then on a column each second.
import type { Following } from "./following";
import { stepThatFits } from "./model/book";
import { columnOf, columnsOf, joined, type DepthHistory, type HeatColumn } from "./model/heat";
import { nameOf } from "./model/market";
import { askPatiently } from "./wire";

const columnsAsked = 300;
const columnMillis = 1_000;
// A book that has not changed for so long is history, and stays as it is.
const oldMillis = 60_000;

export class Heating {
  columns: readonly HeatColumn[] = [];
  /** How high a row is; 0 while nothing is known. */
  step = 0;
  private sequence = 0;
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
    if (now <= (this.columns.at(-1)?.time ?? -Infinity) || (book.sequence === this.sequence && this.following.clock?.speed === 0)) return;
    this.sequence = book.sequence;
    this.columns = joined(this.columns, [columnOf(book, this.step, now)]);
    this.changed();
  }

  private async askHistory() {
    this.hasAsked = true;
    const { instrument } = this.following;
    const until = this.now();
    const times = `start_time=${new Date(until - this.spanMillis).toISOString()}&end_time=${new Date(until).toISOString()}`;
    const path = `/api/v1/stocks/${encodeURIComponent(nameOf(instrument))}/depth-history?${times}&columns=${columnsAsked}&rows=80`;
    try {
      const { venues } = await askPatiently<{ venues: readonly DepthHistory[] }>(path, this.abort.signal);
      const history = venues[0];
      if (history?.step) [this.step, this.columns] = [history.step, columnsOf(history)];
    } catch {
      // Another instrument is shown by now, or the server refused: the picture then begins now.
    }
    if (this.step === 0) this.step = stepThatFits(this.following.book, instrument.tick_size ?? 0.005, 30);
    if (!this.abort.signal.aborted) this.changed();
  }
}
