// Where instruments stand: one channel for all that are looked at, whose set follows what is looked at.
import type { VenueSnapshot } from "./model/market";
import { open, type Opened } from "./wire";

/** Hears of one instrument. */
export interface TickerReader {
  readonly take: (ticker: VenueSnapshot) => void;
  /** The connection is there again: what the channel does not say may have to be asked for. */
  readonly again: () => void;
}

// The server takes 100 messages a second of a client: while somebody scrolls, this sends 20 at most.
const changeMillis = 100;

const readers = new Map<string, TickerReader>();
// What the server was last told: names that are not in it, or no longer looked at, are what it is told next.
let told = new Set<string>();
let channel: Opened | null = null;
let timer = 0;

/** Follows an instrument, VENUE:SYMBOL, one reader each; the function that comes back ends it. */
export function followTicker(name: string, reader: TickerReader): () => void {
  readers.set(name, reader);
  changed();
  return () => {
    readers.delete(name);
    changed();
  };
}

function changed() {
  timer ||= window.setTimeout(() => {
    timer = 0;
    if (channel) tell(channel);
    else channel = begin();
  }, changeMillis);
}

function tell(to: Opened) {
  const added = [...readers.keys()].filter((name) => !told.has(name));
  const removed = [...told].filter((name) => !readers.has(name));
  if (added.length > 0) to.say("subscribe", { symbols: added });
  if (removed.length > 0) to.say("unsubscribe", { symbols: removed });
  told = new Set(readers.keys());
}

function begin(): Opened {
  let isFirst = true;
  return open({
    topic: "stock:ticker",
    payload: () => {
      told = new Set(readers.keys());
      return { symbols: [...told] };
    },
    events: { ticker: (ticker: VenueSnapshot, symbol) => readers.get(`${ticker.exchange}:${symbol}`)?.take(ticker) },
    joined: () => {
      if (!isFirst) for (const reader of readers.values()) reader.again();
      isFirst = false;
    },
  });
}
