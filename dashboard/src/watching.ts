// Instruments that are looked at: an answer about now for each, and its prices from then on, through one channel each, however
// many look.
import { useCallback, useSyncExternalStore } from "react";
import { coalesced } from "./frames";
import { nameOf, type Bar, type Instrument, type VenueSnapshot } from "./model/market";
import { Pace } from "./model/pace";
import { unseen, withHistory, withPrice, withSnapshot, type Price, type Watched } from "./model/watch";
import { askPatiently, open } from "./wire";

// What is scrolled past is not asked for; what was left is kept for a while, for whoever comes back.
const beginMillis = 150;
const endMillis = 2_000;
// The server takes 100 messages a second of a client, and 256 channels.
const pace = new Pace(40, 45);

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

  // One message of those that may be sent now; else it is tried again when there is one.
  private mayGoOn(again: () => void): boolean {
    const wait = pace.take(performance.now());
    if (wait > 0) this.timer = window.setTimeout(again, wait);
    return wait === 0;
  }

  private begin() {
    if (!this.mayGoOn(() => this.begin())) return;
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
    if (this.end && !this.mayGoOn(() => this.leave())) return;
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
  const path = `/api/v1/stocks/${encodeURIComponent(nameOf(instrument))}`;
  // Joined first and asked then: nothing falls between the answer and the first event.
  const joined = () => {
    askPatiently<{ venues: VenueSnapshot[] }>(`${path}/snapshot`, signal)
      .then(({ venues }) => venues[0] && change((row) => withSnapshot(row, venues[0]!)))
      .catch(() => {});
    askPatiently<{ bars: Bar[] }>(`${path}/bars?interval=1m&limit=60&order=desc`, signal)
      .then(({ bars }) => change((row) => withHistory(row, bars.toReversed())))
      .catch(() => {});
  };
  return open({
    topic: `prices:${nameOf(instrument)}`,
    payload: () => ({}),
    events: { price_update: (price: Price) => change((row) => withPrice(row, price)) },
    joined,
  });
}
