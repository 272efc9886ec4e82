import { useSyncExternalStore } from "react";
import { useSampled } from "../frames";
import type { Origin } from "../model/market";
import { age, day } from "../model/numbers";
import { connectionStore } from "../wire";

const quietMillis = 15_000;
const historyMillis = 24 * 3_600_000;

/** How fresh what is shown is, in one plain word and why. */
export function Freshness({ time, zone }: { time: string | null; zone: string }) {
  const connection = useSyncExternalStore(connectionStore.subscribe, connectionStore.read);
  const now = useSampled(Date.now, 500);
  const [kind, text] = described(connection, time === null ? null : now - Date.parse(time), time, zone);
  return <span className={`pill ${kind}`} role="status">{text}</span>;
}

function described(connection: string, since: number | null, time: string | null, zone: string): [kind: string, text: string] {
  if (connection === "connecting") return ["connecting", "connecting"];
  if (connection === "reconnecting") return ["reconnecting", "reconnecting: what is shown is old"];
  if (connection === "stale") return ["stale", "stale: the server is silent"];
  if (since === null) return ["live", "live"];
  if (since > historyMillis) return ["history", `history: last traded ${day(time!, zone)}`];
  return since > quietMillis ? ["stale", `quiet: nothing for ${age(since)}`] : ["live", "live"];
}

/** What is not a real market's, said in so many words. */
export function Marks({ origin }: { origin: Origin }) {
  return (
    <>
      {origin.synthetic && <span className="mark synthetic" title="A made-up market: it never happened">synthetic</span>}
      {origin.bots && <span className="mark bots" title="Traded here; bots make its market">bots</span>}
      {origin.replayed && <span className="mark replayed" title="The past, played again">replayed</span>}
      {origin.suspect && <span className="mark suspect" title="Something was missed: the book may be wrong">suspect</span>}
    </>
  );
}
