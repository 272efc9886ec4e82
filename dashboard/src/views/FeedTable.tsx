import type { FeedLine, Feeds, Seen, Sightings } from "../model/feeds";
import { age, price } from "../model/numbers";
import { StateMark } from "./Venues";

/** Every feed with its symbols: how it is, since when, and what it has missed. */
export function FeedTable({ lines, sightings, feeds, at }: {
  lines: readonly FeedLine[]; sightings: Sightings; feeds: Feeds; at: number;
}) {
  return (
    <section className="pane feeds" aria-label="Feeds">
      <header>
        <h2>Feeds</h2>
        {!feeds.live && feeds.venues.length > 0 && <span className="dim">venues are not followed: start with --live</span>}
        {feeds.refused && (
          <span className="mark suspect" title={feeds.refused.mistakes.map((one) => `line ${one.line}: ${one.reason}`).join("\n")}>
            {feeds.refused.file} refused: {feeds.refused.mistakes[0]?.reason}
          </span>
        )}
      </header>
      <div className="fill scrolls">
        <table className="grid">
          <thead>
            <tr>
              <th>Feed</th><th className="words">State</th><th>Since</th><th>Last message</th><th>Events</th><th>Per second</th>
              <th>Gaps</th><th>Resyncs</th><th>Bad checksums</th><th>Book</th><th className="words">Why</th>
            </tr>
          </thead>
          <tbody>{lines.map((line) => <Line key={line.key} line={line} seen={sightings.get(line.key)} at={at} />)}</tbody>
        </table>
      </div>
    </section>
  );
}

function Line({ line, seen, at }: { line: FeedLine; seen: Seen | undefined; at: number }) {
  const { isSymbol, state, gaps, checksums } = line;
  const isAmiss = ["stale", "disconnected", "failed"].includes(state);
  return (
    <tr className={isSymbol ? "symbol" : isAmiss ? "amiss" : ""}>
      <th scope="row">{line.name}{line.kind && line.kind !== line.name && <small>{line.kind}</small>}</th>
      <td className="words">{isSymbol ? "" : <StateMark state={state} />}</td>
      <td>{isSymbol ? "" : sinceText(line, seen, at)}</td>
      <td>{lastText(line, seen, at)}</td>
      <td>{price(line.events, 0)}</td>
      <td>{seen?.perSecond == null ? "–" : price(seen.perSecond, seen.perSecond < 10 ? 1 : 0)}</td>
      <td className={gaps ? "odd" : ""}>{price(gaps, 0)}</td>
      <td>{price(line.resyncs, 0)}</td>
      <td className={checksums && !checksums.startsWith("0 ") ? "odd" : ""}>{checksums ?? "–"}</td>
      <td>{line.book ?? "–"}</td>
      <td className="words why">{line.reason}</td>
    </tr>
  );
}

// What the server does not say, this page has perhaps seen.
function sinceText(line: FeedLine, seen: Seen | undefined, at: number): string {
  if (line.since !== null) return age(at - Date.parse(line.since));
  return seen?.changedAt ? age(at - seen.changedAt) : "–";
}

function lastText(line: FeedLine, seen: Seen | undefined, at: number): string {
  if (line.lastTime !== null) return `${age(at - Date.parse(line.lastTime))} ago`;
  if (!seen || line.events === 0 || line.isSymbol) return "–";
  return seen.roseAt === null ? "before this page" : seen.roseAt === at ? "now" : `${age(at - seen.roseAt)} ago`;
}
