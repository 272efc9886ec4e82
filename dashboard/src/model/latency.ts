// How long things take, as the server measures it: rows of histograms, requests by how many there were.
import { words } from "./health";
import { histogramsOf, keyOf, since, together, type Histogram, type Metrics } from "./prometheus";

export interface LatencyGroup {
  readonly title: string;
  readonly rows: readonly LatencyRow[];
}

export interface LatencyRow {
  readonly name: string;
  readonly histogram: Histogram;
  /** Of requests: how many were refused or failed, by their status. */
  readonly refused: number;
}

const requests = "bourse_gateway_request_duration_seconds";
const rowsMax = 14;

/** What is measured, since the start or, with an earlier look, since then. What did not happen is left out. */
export function latencyOf(metrics: Metrics, before: Metrics | null): readonly LatencyGroup[] {
  const of = (name: string) => {
    const known = new Map((before ? histogramsOf(before, name) : []).map((one) => [keyOf(one.labels), one]));
    return histogramsOf(metrics, name).map((one) => since(one, known.get(keyOf(one.labels)))).filter((one) => one.count > 0);
  };
  const one = (histogram: Histogram, name: string): LatencyRow => ({ name, histogram, refused: 0 });
  return [
    { title: "From hop to hop", rows: of("bourse_hop_seconds").map((hop) => one(hop, words(hop.labels["hop"] ?? ""))) },
    { title: "The exchange", rows: of("bourse_exchange_durable_wait_seconds").map((wait) => one(wait, "until it is on disk")) },
    { title: "Requests, by operation", rows: byOperation(of(requests)) },
  ].filter((group) => group.rows.length > 0);
}

function byOperation(histograms: readonly Histogram[]): readonly LatencyRow[] {
  const operations = new Set(histograms.map((one) => one.labels["operation"] ?? "none"));
  return [...operations].map((name) => {
    const all = histograms.filter((one) => (one.labels["operation"] ?? "none") === name);
    const refused = all.filter((one) => /^[45]/.test(one.labels["status"] ?? "")).reduce((sum, one) => sum + one.count, 0);
    return { name: name === "none" ? "others" : name, histogram: together(all, {}), refused };
  }).sort((left, right) => right.histogram.count - left.histogram.count).slice(0, rowsMax);
}
