// The bars of one instrument at one interval: pages of history joined to those that go on forming.
import { playing } from "./following";
import { secondOf, withBars, type Candles } from "./model/candles";
import { nameOf, type Bar, type BarUpdate } from "./model/market";
import { Pages, type Charted } from "./paging";
import { open } from "./wire";

// A connection that was lost for longer than so many pages leaves the bars before it behind.
const pagesJoinedMax = 10;

export interface ChartingReaders {
  /** All bars, or, where only some moved, those. */
  readonly changed: (moved: readonly Bar[] | null) => void;
  /** One bar came over the channel. */
  readonly pushed?: (bar: BarUpdate) => void;
  /** Bars after this second may all be others: the connection was lost, or something was left out. */
  readonly renewed?: (since: number) => void;
}

export class Charting {
  candles: Candles = new Map();
  /** Whether the first answer has come. */
  isKnown = false;
  private readonly pages: Pages<Bar>;
  private close = () => {};

  constructor(private readonly charted: Charted, private readonly readers: ChartingReaders) {
    this.pages = new Pages(charted, "bars", "bars");
  }

  // The channel first, the history then: a bar that closes in between is in the answer. After a lost connection the newest
  // page is asked for again, so that bars of the time without one are there too.
  begin() {
    const { instrument, interval, clock } = this.charted;
    this.close = open({
      topic: "stock:bars",
      payload: () => ({ symbols: [nameOf(instrument)], interval, ...playing(clock) }),
      events: { bar: (bar: BarUpdate, symbol) => this.take(bar, symbol) },
      joined: () => void this.askNewest(),
      lagging: () => void this.askNewest(),
    });
  }

  end() {
    this.pages.end();
    this.close();
  }

  /** Older bars, where there are any. */
  async askOlder() {
    const bars = await this.pages.older();
    if (!bars) return;
    this.candles = withBars(this.candles, bars);
    this.readers.changed(null);
  }

  private take(bar: BarUpdate, symbol: string) {
    const { instrument, interval } = this.charted;
    if (symbol !== instrument.symbol || bar.exchange !== instrument.exchange || bar.interval !== interval) return;
    this.candles = withBars(this.candles, [bar]);
    this.readers.changed([bar]);
    this.readers.pushed?.(bar);
  }

  // Bars that came before the loss are joined to by as many pages as lie between; where that are too many, they are dropped.
  private async askNewest() {
    const known = [...this.candles.keys()].at(-1) ?? null;
    let bars = await this.pages.newest();
    if (!bars) return;
    const found = [...bars];
    const isJoined = () => known === null || found.length === 0 || secondOf(found.at(-1)!) <= known || !this.pages.hasOlder;
    for (let pages = 1; !isJoined() && pages < pagesJoinedMax && bars; pages++) {
      bars = await this.pages.older();
      found.push(...(bars ?? []));
    }
    this.isKnown = true;
    const live = new Map([...this.candles].filter(([second]) => known === null || second > known));
    this.candles = withBars(isJoined() ? this.candles : live, found);
    this.readers.changed(null);
    this.readers.renewed?.(known ?? 0);
  }
}
