import { useEffect, useRef, useState } from "react";
import { Frame } from "../Frame";
import { linesOf, withSighting, type Feeds, type Sightings } from "../model/feeds";
import { partsOf, positionsOf, verdictOf, type Health as HealthAnswer, type Part } from "../model/health";
import { age, price } from "../model/numbers";
import { metricsOf, type Metrics } from "../model/prometheus";
import { usePolled } from "../polling";
import { useSampled } from "../frames";
import { FeedTable } from "../views/FeedTable";
import { LatencyPane } from "../views/Latency";
import { BrowserPane, SocketPane } from "../views/Traffic";
import { StateMark } from "../views/Venues";
import { ask, askText, ping } from "../wire";
import "./pages.css";
import "./health.css";

const lookMillis = 2_000;

interface Look {
  readonly health: HealthAnswer;
  readonly feeds: Feeds;
  readonly metrics: Metrics;
}

async function look(signal: AbortSignal): Promise<Look> {
  ping();
  const [health, feeds, metrics] = await Promise.all([
    askText("/health", signal).then((text) => JSON.parse(text) as HealthAnswer),
    ask<Feeds>("/api/v1/feeds", signal),
    askText("/metrics", signal).then(metricsOf),
  ]);
  return { health, feeds, metrics };
}

/** How the data is: every feed, part and reader, how long things take, and what this browser sees of it. */
export default function Health() {
  const { value, fault, at } = usePolled(look, lookMillis);
  const first = useRef<Metrics | null>(null);
  first.current ??= value?.metrics ?? null;
  const sightings = useSightings(value?.feeds ?? null, at);
  useEffect(() => {
    document.title = `${value ? `${value.health.status} · ` : ""}Data health · Bourse`;
  }, [value]);
  return (
    <Frame title={<h1 className="page-title">Data health</h1>} state={<Looked at={at} fault={fault} />}>
      <main className="page health" data-old={fault !== null}>
        {!value && <p className="nothing">{fault ?? "Looking…"}</p>}
        {value && (
          <>
            <p className={`verdict is-${value.health.status}`} role="status">
              <StateMark state={value.health.status} /> {verdictOf(value.health)}
            </p>
            <FeedTable lines={linesOf(value.feeds)} sightings={sightings} feeds={value.feeds} at={at} />
            <LatencyPane metrics={value.metrics} first={first.current} />
            <Positions health={value.health} />
            <SocketPane metrics={value.metrics} at={at} />
            <BrowserPane />
            <Parts health={value.health} />
          </>
        )}
      </main>
    </Frame>
  );
}

function useSightings(feeds: Feeds | null, at: number): Sightings {
  const [sightings, setSightings] = useState<Sightings>(new Map());
  useEffect(() => {
    if (feeds) setSightings((before) => withSighting(before, linesOf(feeds), at));
  }, [feeds, at]);
  return sightings;
}

function Looked({ at, fault }: { at: number; fault: string | null }) {
  const now = useSampled(Date.now, 1_000);
  if (fault !== null) return <span className="pill stale" role="status">{fault}</span>;
  return <span className="pill live">{at === 0 ? "looking" : `looked ${age(now - at)} ago`}</span>;
}

function Positions({ health }: { health: HealthAnswer }) {
  return (
    <section className="pane positions" aria-label="Positions">
      <header><h2>Logs and their readers</h2></header>
      <div className="fill scrolls">
        <table className="grid">
          <thead><tr><th>What</th><th>Position</th><th>On disk</th><th>Behind</th></tr></thead>
          <tbody>
            {positionsOf(health).map(({ what, sequence, durable, behind }) => (
              <tr key={what}>
                <th scope="row">{what}</th>
                <td>{price(sequence, 0)}</td>
                <td>{price(durable, 0)}</td>
                <td>{price(behind, 0)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

const isTelling = (part: Part) => part.facts.length > 0 || part.status !== "up";

function Parts({ health }: { health: HealthAnswer }) {
  return (
    <section className="pane parts" aria-label="Parts">
      <header><h2>Parts</h2></header>
      <div className="cards">
        {partsOf(health).filter(isTelling).map(({ name, status, reason, facts }) => (
          <article key={name} aria-label={name}>
            <h3>{name} <StateMark state={status} /></h3>
            {reason && <p>{reason}</p>}
            <dl>{facts.map(([what, text]) => <div key={what}><dt>{what}</dt><dd>{text}</dd></div>)}</dl>
          </article>
        ))}
      </div>
    </section>
  );
}
