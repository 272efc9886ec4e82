import { useState } from "react";
import { latencyOf, type LatencyRow } from "../model/latency";
import { price } from "../model/numbers";
import { duration, quantile, quantileText, type Histogram, type Metrics } from "../model/prometheus";

/** How long things take by the server's own clock: how many, the middle, the slowest of a hundred, and how they are spread. */
export function LatencyPane({ metrics, first }: { metrics: Metrics; first: Metrics | null }) {
  const [isWhole, setWhole] = useState(true);
  const groups = latencyOf(metrics, isWhole ? null : first);
  return (
    <section className="pane latency" aria-label="Latency">
      <header>
        <h2>Latency</h2>
        <div role="group" aria-label="Since when">
          <button type="button" aria-pressed={isWhole} onClick={() => setWhole(true)}>since the start</button>
          <button type="button" aria-pressed={!isWhole} onClick={() => setWhole(false)}>while I look</button>
        </div>
      </header>
      <div className="fill scrolls">
        <table className="grid">
          <thead>
            <tr><th>What</th><th>Count</th><th>p50</th><th>p99</th><th className="words">Spread, fast to slow</th></tr>
          </thead>
          {groups.map(({ title, rows }) => (
            <tbody key={title}>
              <tr className="group"><th colSpan={5} scope="colgroup">{title}</th></tr>
              {rows.map((row) => <Row key={row.name} row={row} />)}
            </tbody>
          ))}
        </table>
        {groups.length === 0 && <p className="none">Nothing was measured yet.</p>}
      </div>
    </section>
  );
}

function Row({ row: { name, histogram, refused } }: { row: LatencyRow }) {
  return (
    <tr>
      <th scope="row">{name}{refused > 0 && <small>{price(refused, 0)} refused</small>}</th>
      <td>{price(histogram.count, 0)}</td>
      <td>{quantileText(quantile(histogram, 0.5))}</td>
      <td>{quantileText(quantile(histogram, 0.99))}</td>
      <td className="words"><Bars histogram={histogram} /></td>
    </tr>
  );
}

const [barPixels, highPixels] = [7, 20];

// The square root keeps the few slow ones in sight beside the many fast ones.
function Bars({ histogram: { buckets } }: { histogram: Histogram }) {
  const most = Math.max(1, ...buckets.map((bucket) => bucket.count));
  return (
    <svg className="bars" width={buckets.length * barPixels} height={highPixels} aria-hidden="true">
      {buckets.map(({ upTo, count }, i) => {
        const high = count === 0 ? 1 : Math.max(2, Math.sqrt(count / most) * highPixels);
        return (
          <rect key={upTo} className={count > 0 ? "some" : ""} x={i * barPixels} y={highPixels - high} width={barPixels - 1} height={high}>
            <title>{`${count} within ${upTo === Infinity ? "more" : duration(upTo)}`}</title>
          </rect>
        );
      })}
    </svg>
  );
}
