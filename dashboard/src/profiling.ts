// How much was traded at which prices in the session that is looked at: asked for again while it is shown.
import { nameOf, type Bar } from "./model/market";
import type { Charted } from "./paging";
import { askPatiently } from "./wire";

const againMillis = 3_000;

export interface ProfileLevel {
  readonly price: number;
  readonly volume: number;
  readonly bought: number;
  readonly sold: number;
}

export interface Profile {
  readonly step: number | null;
  readonly volume: number;
  readonly point_of_control: number | null;
  readonly value_area: { readonly low: number | null; readonly high: number | null };
  readonly levels: readonly ProfileLevel[];
}

/** Asks for the profile now and every few seconds, until it is ended. */
export function followProfile({ instrument, clock }: Charted, rows: number, take: (profile: Profile) => void): () => void {
  const abort = new AbortController();
  const path = `/api/v1/stocks/${encodeURIComponent(nameOf(instrument))}`;
  const ask = async () => {
    if (document.hidden) return;
    try {
      const range = clock ? await sessionUpTo(path, clock.text(), abort.signal) : "";
      const question = `${path}/volume-profile?rows=${rows}${range}`;
      const { venues } = await askPatiently<{ venues: readonly Profile[] }>(question, abort.signal);
      if (venues[0]) take(venues[0]);
    } catch {
      // Another chart is shown by now, or the server refused: what is there stays.
    }
  };
  void ask();
  const timer = clock?.speed === 0 ? null : setInterval(() => void ask(), againMillis);
  return () => {
    abort.abort();
    if (timer !== null) clearInterval(timer);
  };
}

// The bar of the day begins when the venue's day does.
async function sessionUpTo(path: string, end: string, signal: AbortSignal) {
  const question = `${path}/bars?interval=1d&order=desc&limit=1&end_time=${end}`;
  const { bars } = await askPatiently<{ bars: readonly Bar[] }>(question, signal);
  return `${bars[0] ? `&start_time=${bars[0].time}` : ""}&end_time=${end}`;
}
