// The figures of one indicator: pages of history beside those of the bars, and the last ones asked for again as bars form.
import { queryOf, withRows, type Indicator, type Row, type Rows } from "./model/indicators";
import { secondOf } from "./model/candles";
import { Pages, type Charted } from "./paging";

const closedMillis = 1_000;
const formingMillis = 2_000;
const rowsMax = 10_000;

export class Indicating {
  rows: Rows = new Map();
  private readonly pages: Pages<Row>;
  private hasEnded = false;
  private timer: ReturnType<typeof setTimeout> | null = null;
  private dueAt = Infinity;
  private askedAt = -Infinity;
  private touchedFrom = Infinity;
  private reached = Infinity;

  /**
   * @param barsSince How many bars there are from a second on: so many rows are asked for.
   * @param changed All rows, or, where only the last ones moved, those.
   */
  constructor(
    charted: Charted, readonly indicator: Indicator, private readonly barsSince: (second: number) => number,
    private readonly changed: (moved: readonly Row[] | null) => void,
  ) {
    this.pages = new Pages(charted, "indicators", "values", `&${queryOf(indicator)}`);
  }

  end() {
    this.hasEnded = true;
    this.pages.end();
    if (this.timer !== null) clearTimeout(this.timer);
  }

  /** Figures back to that bar: its pages are those of the bars. */
  async reach(second: number) {
    const isFirst = this.reached === Infinity;
    this.reached = Math.min(this.reached, second);
    if (isFirst) {
      this.askedAt = performance.now();
      this.take(await this.pages.newest(), true);
    }
    while (!this.hasEnded && ([...this.rows.keys()][0] ?? -Infinity) > this.reached) {
      const rows = await this.pages.older();
      if (!rows) return;
      this.take(rows, true);
    }
  }

  /** A bar changed: its figures and all later ones are asked for soon, however many more change until then. */
  touch(second: number, isClosed: boolean) {
    this.touchedFrom = Math.min(this.touchedFrom, second);
    const due = Math.max(performance.now(), this.askedAt + (isClosed ? closedMillis : formingMillis));
    if (due >= this.dueAt) return;
    this.dueAt = due;
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.askLatest(), due - performance.now());
  }

  private async askLatest() {
    const count = Math.min(rowsMax, Math.max(1, this.barsSince(this.touchedFrom)));
    [this.timer, this.dueAt, this.touchedFrom] = [null, Infinity, Infinity];
    this.askedAt = performance.now();
    this.take(await this.pages.latest(count), false);
  }

  private take(rows: readonly Row[] | null, isAll: boolean) {
    if (!rows || this.hasEnded) return;
    const before = [...this.rows.keys()].at(-1) ?? 0;
    this.rows = withRows(this.rows, rows);
    this.changed(isAll || rows.some((row) => secondOf(row) < before) ? null : rows.toReversed());
  }
}
