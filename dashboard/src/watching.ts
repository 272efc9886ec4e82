// The rows of the watchlist: an answer about now for each, and its prices from then on.
import { useEffect, useState } from "react";
import { coalesced } from "./frames";
import { nameOf, type Bar, type Instrument, type VenueSnapshot } from "./model/market";
import { unseen, withHistory, withPrice, withSnapshot, type Price, type Watched } from "./model/watch";
import { askPatiently, open } from "./wire";

export type Rows = ReadonlyMap<string, Watched>;

/** The instruments' rows, anew at most once a frame. */
export function useWatching(instruments: readonly Instrument[]): Rows {
  const [shown, setShown] = useState<Rows>(new Map());
  useEffect(() => {
    const rows = new Map(instruments.map((instrument) => [nameOf(instrument), unseen(instrument)]));
    const frames = coalesced(() => setShown(new Map(rows)));
    const abort = new AbortController();
    const change = (name: string, next: (row: Watched) => Watched) => {
      const row = rows.get(name)!;
      const after = next(row);
      if (after === row) return;
      rows.set(name, after);
      frames.request();
    };
    const closes = instruments.map((instrument) => watch(instrument, abort.signal, change));
    frames.request();
    return () => {
      abort.abort();
      frames.stop();
      for (const close of closes) close();
    };
  }, [instruments]);
  return shown;
}

function watch(instrument: Instrument, signal: AbortSignal, change: (name: string, next: (row: Watched) => Watched) => void) {
  const name = nameOf(instrument);
  const path = `/api/v1/stocks/${encodeURIComponent(name)}`;
  // Joined first and asked then: nothing falls between the answer and the first event.
  const joined = () => {
    askPatiently<{ venues: VenueSnapshot[] }>(`${path}/snapshot`, signal)
      .then(({ venues }) => venues[0] && change(name, (row) => withSnapshot(row, venues[0]!)))
      .catch(() => {});
    askPatiently<{ bars: Bar[] }>(`${path}/bars?interval=1m&limit=60&order=desc`, signal)
      .then(({ bars }) => change(name, (row) => withHistory(row, bars.toReversed())))
      .catch(() => {});
  };
  return open({
    topic: `prices:${name}`,
    payload: () => ({}),
    events: { price_update: (price: Price) => change(name, (row) => withPrice(row, price)) },
    joined,
  });
}
