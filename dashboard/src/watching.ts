// Instruments that are looked at: where each stands, and its last hour, once however many look.
import { useCallback, useSyncExternalStore } from "react";
import { coalesced } from "./frames";
import { nameOf, type Bar, type Instrument } from "./model/market";
import { unseen, withHistory, withTicker, type Watched } from "./model/watch";
import { followTicker } from "./tickers";
import { askPatiently } from "./wire";

// What is scrolled past is not asked for; what was left is kept for a while, for whoever comes back.
const beginMillis = 150;
const endMillis = 2_000;

const all = new Map<string, Watching>();
const moved = new Set<Watching>();
const frames = coalesced(() => {
  const told = [...moved];
  moved.clear();
  for (const one of told) one.tell();
});

class Watching {
  row: Watched;
  private readonly readers = new Set<() => void>();
  private timer = 0;
  private end: (() => void) | null = null;

  constructor(private readonly instrument: Instrument) {
    this.row = unseen(instrument);
  }

  subscribe(reader: () => void): () => void {
    this.readers.add(reader);
    clearTimeout(this.timer);
    if (!this.end) this.timer = window.setTimeout(() => this.begin(), beginMillis);
    return () => {
      this.readers.delete(reader);
      if (this.readers.size > 0) return;
      clearTimeout(this.timer);
      this.timer = window.setTimeout(() => this.leave(), endMillis);
    };
  }

  tell() {
    for (const reader of this.readers) reader();
  }

  private begin() {
    const abort = new AbortController();
    const close = watch(this.instrument, abort.signal, (next) => {
      const after = next(this.row);
      if (after === this.row) return;
      this.row = after;
      moved.add(this);
      frames.request();
    });
    this.end = () => {
      abort.abort();
      close();
    };
  }

  private leave() {
    this.end?.();
    this.end = null;
    all.delete(nameOf(this.instrument));
  }
}

function watchingOf(instrument: Instrument): Watching {
  const known = all.get(nameOf(instrument)) ?? new Watching(instrument);
  all.set(nameOf(instrument), known);
  return known;
}

/** The instrument's row as it goes on, anew at most once a frame; followed as long as it is shown. */
export function useWatched(instrument: Instrument | null): Watched | null {
  const subscribe = useCallback(
    (reader: () => void) => (instrument ? watchingOf(instrument).subscribe(reader) : () => {}), [instrument]);
  return useSyncExternalStore(subscribe, () => (instrument ? watchingOf(instrument).row : null));
}

function watch(instrument: Instrument, signal: AbortSignal, change: (next: (row: Watched) => Watched) => void) {
  const name = nameOf(instrument);
  const askHour = () => {
    askPatiently<{ bars: Bar[] }>(`/api/v1/stocks/${encodeURIComponent(name)}/bars?interval=1m&limit=60&order=desc`, signal)
      .then(({ bars }) => change((row) => withHistory(row, bars.toReversed())))
      .catch(() => {});
  };
  askHour();
  return followTicker(name, { take: (ticker) => change((row) => withTicker(row, ticker)), again: askHour });
}
