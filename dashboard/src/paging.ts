// Rows that the interface answers page by page, newest first, up to now or up to where a clock of the past is.
import { endedBy } from "./model/candles";
import { nameOf, type Instrument } from "./model/market";
import type { PastClock } from "./model/moments";
import { askPatiently } from "./wire";

export const intervals = ["1s", "1m", "5m", "15m", "1h", "1d"] as const;
export type Interval = (typeof intervals)[number];

/** What is charted, and when. */
export interface Charted {
  readonly instrument: Instrument;
  readonly interval: Interval;
  /** Of the past that is played: nothing after it is asked for. Null for now. */
  readonly clock: PastClock | null;
}

export const rowsAsked = 500;

interface Page {
  readonly next_cursor: string | null;
}

/** One question, asked from its newest page back. Questions of the same interval, limit and end line up page by page. */
export class Pages<Row extends { readonly time: string }> {
  // Undefined before the first answer; null after the oldest page.
  private cursor: string | null | undefined = undefined;
  private until: number | null = null;
  private isAsking = false;
  private readonly path: string;
  private readonly abort = new AbortController();

  /**
   * @param kind The last part of the path, and what more is asked.
   * @param rows The member of the answer that the rows are in.
   */
  constructor(private readonly charted: Charted, kind: string, private readonly rows: string, more = "") {
    const name = encodeURIComponent(nameOf(charted.instrument));
    this.path = `/api/v1/stocks/${name}/${kind}?interval=${charted.interval}&order=desc${more}`;
  }

  end() {
    this.abort.abort();
  }

  get hasOlder() {
    return typeof this.cursor === "string";
  }

  /** The newest page, from which one goes on back; null where there is no answer. */
  async newest(): Promise<readonly Row[] | null> {
    const until = this.charted.clock?.now() ?? null;
    const page = await this.ask(`&limit=${rowsAsked}`, until);
    if (!page) return null;
    this.until = until;
    this.cursor = page.next;
    return page.rows;
  }

  /** The page before the oldest; null where there is none, or it is being asked for. */
  async older(): Promise<readonly Row[] | null> {
    if (!this.hasOlder || this.isAsking) return null;
    this.isAsking = true;
    const page = await this.ask(`&limit=${rowsAsked}&cursor=${encodeURIComponent(this.cursor!)}`, this.until);
    this.isAsking = false;
    if (!page) return null;
    this.cursor = page.next;
    return page.rows;
  }

  /** So many of the newest; how far back one is stays as it is. */
  async latest(count: number): Promise<readonly Row[] | null> {
    return (await this.ask(`&limit=${count}`, this.charted.clock?.now() ?? null))?.rows ?? null;
  }

  // The bar of a past moment has trades in it that were not yet: the channel knows it as it was.
  private async ask(more: string, until: number | null): Promise<{ rows: readonly Row[]; next: string | null } | null> {
    try {
      const end = until === null ? "" : `&end_time=${new Date(until).toISOString()}`;
      const page = await askPatiently<Page & Record<string, readonly Row[]>>(`${this.path}${end}${more}`, this.abort.signal);
      const rows = page[this.rows]!;
      return { rows: until === null ? rows : endedBy(rows, this.charted.interval, until), next: page.next_cursor };
    } catch {
      // Something else is shown by now, or the server refused: what is there stays.
      return null;
    }
  }
}
