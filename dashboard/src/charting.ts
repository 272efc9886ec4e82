// The bars of one instrument at one interval: pages of history joined to those that go on forming.
import { playing } from "./following";
import { endedBy, withBars, type Candles } from "./model/candles";
import { nameOf, type Bar, type BarUpdate, type Instrument } from "./model/market";
import type { PastClock } from "./model/moments";
import { askPatiently, open } from "./wire";

const barsAsked = 500;

export const intervals = ["1s", "1m", "5m", "15m", "1h", "1d"] as const;
export type Interval = (typeof intervals)[number];

interface Page {
  readonly bars: readonly Bar[];
  readonly next_cursor: string | null;
}

export class Charting {
  candles: Candles = new Map();
  private cursor: string | null = null;
  private isAsking = false;
  private readonly abort = new AbortController();
  private close = () => {};

  /**
   * @param clock Of the past that is played: nothing after it is asked for. Null for now.
   * @param changed All bars, or, where only the last ones moved, those.
   */
  constructor(
    readonly instrument: Instrument, readonly interval: Interval, private readonly clock: PastClock | null,
    private readonly changed: (moved: readonly Bar[] | null) => void,
  ) {}

  // The channel first, the history then: a bar that closes in between is in the answer. After a lost connection the newest
  // page is asked for again, so that bars of the time without one are there too.
  begin() {
    this.close = open({
      topic: "stock:bars",
      payload: () => ({ symbols: [nameOf(this.instrument)], interval: this.interval, ...playing(this.clock) }),
      events: { bar: (bar: BarUpdate, symbol) => this.take(bar, symbol) },
      joined: () => void this.askNewest(),
      lagging: () => void this.askNewest(),
    });
  }

  end() {
    this.abort.abort();
    this.close();
  }

  /** Older bars, where there are any. */
  async askOlder() {
    if (this.cursor === null || this.isAsking) return;
    const page = await this.ask(`&cursor=${encodeURIComponent(this.cursor)}`);
    if (!page) return;
    this.cursor = page.next_cursor;
    this.candles = withBars(this.candles, page.bars);
    this.changed(null);
  }

  private take(bar: BarUpdate, symbol: string) {
    if (symbol !== this.instrument.symbol || bar.exchange !== this.instrument.exchange || bar.interval !== this.interval) return;
    this.candles = withBars(this.candles, [bar]);
    this.changed([bar]);
  }

  private async askNewest() {
    const isFirst = this.cursor === null;
    const until = this.clock?.now() ?? null;
    const page = await this.ask(until === null ? "" : `&end_time=${new Date(until).toISOString()}`);
    if (!page) return;
    if (isFirst) this.cursor = page.next_cursor;
    // The bar of that moment has trades in it that were not yet: the channel knows it as it was.
    this.candles = withBars(this.candles, until === null ? page.bars : endedBy(page.bars, this.interval, until));
    this.changed(null);
  }

  private async ask(more: string): Promise<Page | null> {
    this.isAsking = true;
    const path = `/api/v1/stocks/${encodeURIComponent(nameOf(this.instrument))}/bars`;
    try {
      return await askPatiently<Page>(`${path}?interval=${this.interval}&order=desc&limit=${barsAsked}${more}`, this.abort.signal);
    } catch {
      // Another chart is shown by now, or the server refused: what is there stays.
      return null;
    } finally {
      this.isAsking = false;
    }
  }
}
