import type { VenueState } from "../model/market";
import { age, day, price, timeOfDay } from "../model/numbers";

const longAgoMillis = 24 * 3_600_000;

/** What came from each venue, and how its feed is. */
export function Venues({ venues }: { venues: readonly VenueState[] }) {
  return (
    <section className="pane venue-states" aria-label="Venues">
      <header><h2>Venues</h2></header>
      <div className="fill scrolls">
        <table className="grid">
          <thead>
            <tr><th>Venue</th><th>Feed</th><th>Instruments</th><th>Trades</th><th>Quotes</th><th>Last event</th></tr>
          </thead>
          <tbody>
            {venues.map((venue) => (
              <tr key={venue.exchange}>
                <th scope="row">{venue.exchange}<small>{venue.name}</small></th>
                <td><StateMark state={venue.state} /></td>
                <td>{price(venue.instruments, 0)}</td>
                <td>{price(venue.trades, 0)}</td>
                <td>{price(venue.quotes, 0)}</td>
                <td><Since time={venue.last_time} zone={venue.time_zone} /></td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

/** A feed's state in its own word, with a mark of its own shape. */
export function StateMark({ state }: { state: string | null }) {
  return <span className={`state is-${state ?? "unsaid"}`}>{state ?? "–"}</span>;
}

function Since({ time, zone }: { time: string | null; zone: string }) {
  if (time === null) return <>–</>;
  const since = Date.now() - Date.parse(time);
  return since > longAgoMillis
    ? <>{day(time, zone)}</>
    : <>{timeOfDay(time, zone).slice(0, 8)} <small>{age(since)} ago</small></>;
}
