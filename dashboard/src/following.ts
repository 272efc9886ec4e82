// One instrument as it goes on, now or on a clock of the past: its book and its tape, and whoever paints them.
import { useEffect, useState } from "react";
import { emptyBook, takeDelta, takeSnapshot, type Book } from "./model/book";
import { nameOf, type BookMessage, type Instrument, type Trade } from "./model/market";
import type { PastClock } from "./model/moments";
import { tradesMax, withTrades, type Tape } from "./model/tape";
import { askPatiently, open } from "./wire";

/** A flash on the ladder. */
export interface LastTrade {
  readonly price: number;
  readonly side: "buy" | "sell" | null;
  /** When it arrived here, on the clock of performance.now. */
  readonly at: number;
}

export class Following {
  readonly book: Book = emptyBook();
  lastTrade: LastTrade | null = null;
  private trades: Tape = [];
  private readonly bookReaders = new Set<() => void>();
  private readonly tradeReaders = new Set<() => void>();
  private readonly abort = new AbortController();
  private closes: (() => void)[] = [];

  /**
   * @param clock Of the past that is played; null for now.
   * @param caughtUp The past has come to the present.
   */
  constructor(readonly instrument: Instrument, readonly clock: PastClock | null = null, private readonly caughtUp = () => {}) {}

  readonly tape = (): Tape => this.trades;

  readonly onBook = (read: () => void) => added(this.bookReaders, read);

  readonly onTrade = (read: () => void) => added(this.tradeReaders, read);

  begin() {
    this.closes = [this.openBook(), this.openTape()];
  }

  end() {
    this.abort.abort();
    for (const close of this.closes) close();
  }

  private isMine(symbol: string, message: { exchange: string }) {
    return symbol === this.instrument.symbol && message.exchange === this.instrument.exchange;
  }

  // Each join begins with the whole book, so that a lost connection needs nothing more.
  private openBook() {
    const take = (change: (book: Book, message: BookMessage) => void) => (message: BookMessage, symbol: string) => {
      if (!this.isMine(symbol, message)) return;
      change(this.book, message);
      tell(this.bookReaders);
    };
    return open({
      topic: "stock:book",
      payload: () => ({ symbols: [nameOf(this.instrument)], ...playing(this.clock) }),
      events: { book_snapshot: take(takeSnapshot), book_delta: take(takeDelta), live: () => this.clock && this.caughtUp() },
    });
  }

  // Joined live, and what was before asked for then; after a loss it is joined from the trade after the last one. A past that
  // is played is joined again where its clock is by then.
  private openTape() {
    if (this.clock) return this.openPastTape(this.clock);
    let isBegun = false;
    return open({
      topic: "stock:trades",
      payload: () => ({
        symbols: [nameOf(this.instrument)],
        from: isBegun && this.trades[0] ? this.trades[0].sequence + 1 : "live",
      }),
      events: { trade: (trade: Trade, symbol) => this.isMine(symbol, trade) && this.takeLive(trade) },
      joined: () => {
        if (!isBegun) void this.askTrades();
        isBegun = true;
      },
      refused: () => {
        isBegun = false;
      },
      // What was left out is asked for: as much as the tape holds, so that what it shows has no hole.
      lagging: () => void this.askTrades(),
    });
  }

  private openPastTape(clock: PastClock) {
    let from = clock.text();
    return open({
      topic: "stock:trades",
      payload: () => {
        from = clock.text();
        return { symbols: [nameOf(this.instrument)], at: from, speed: clock.speed };
      },
      events: { trade: (trade: Trade, symbol) => this.isMine(symbol, trade) && this.takeLive(trade) },
      joined: () => void this.askTrades(`&end_time=${from}`),
    });
  }

  private takeLive(trade: Trade) {
    this.trades = withTrades(this.trades, [trade]);
    this.lastTrade = { price: trade.price, side: trade.side, at: performance.now() };
    tell(this.tradeReaders);
    tell(this.bookReaders);
  }

  private async askTrades(more = "") {
    const path = `/api/v1/stocks/${encodeURIComponent(nameOf(this.instrument))}/trades?order=desc&limit=${tradesMax}${more}`;
    try {
      const { trades } = await askPatiently<{ trades: Trade[] }>(path, this.abort.signal);
      this.trades = withTrades(this.trades, trades);
      tell(this.tradeReaders);
    } catch {
      // Left for another instrument, or refused: the tape then begins with what is live.
    }
  }
}

/** What a join says so that the past is played; nothing where it is not. */
export const playing = (clock: PastClock | null) => (clock ? { at: clock.text(), speed: clock.speed } : {});

function added(readers: Set<() => void>, read: () => void) {
  readers.add(read);
  return () => {
    readers.delete(read);
  };
}

function tell(readers: Set<() => void>) {
  for (const read of readers) read();
}

/** Follows an instrument as long as it is shown. */
export function useFollowing(instrument: Instrument | null, clock: PastClock | null, caughtUp: () => void): Following | null {
  const [following, setFollowing] = useState<Following | null>(null);
  useEffect(() => {
    if (!instrument) return;
    const next = new Following(instrument, clock, caughtUp);
    next.begin();
    setFollowing(next);
    return () => next.end();
  }, [instrument, clock, caughtUp]);
  // Of another moment it is shown until the next one is there: the panes stay as they are.
  return following?.instrument === instrument ? following : null;
}
