// Prometheus' text form, as far as the screen reads it: samples by metric, and histograms.

export type Labels = Readonly<Record<string, string>>;

export interface Sample {
  readonly labels: Labels;
  readonly value: number;
}

/** Samples by their full name, `_bucket`, `_sum` and `_count` included. */
export type Metrics = ReadonlyMap<string, readonly Sample[]>;

const line = /^([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\{(.*)\})?\s+(\S+)/;
const label = /([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\]|\\.)*)"/g;

/** Reads the text; a line that is none of its own is left out. */
export function metricsOf(text: string): Metrics {
  const metrics = new Map<string, Sample[]>();
  for (const one of text.split("\n")) {
    const match = one.startsWith("#") ? null : line.exec(one);
    if (!match) continue;
    const [, name = "", labels = "", value = ""] = match;
    const sample = { labels: labelsOf(labels), value: numberOf(value) };
    const known = metrics.get(name);
    if (known) known.push(sample);
    else metrics.set(name, [sample]);
  }
  return metrics;
}

const labelsOf = (text: string): Labels =>
  Object.fromEntries([...text.matchAll(label)].map(([, name, value]) => [name, plain(value!)]));

const plain = (escaped: string) => escaped.replace(/\\(.)/g, (_, one) => (one === "n" ? "\n" : one));

const numberOf = (text: string) => (text === "+Inf" ? Infinity : text === "-Inf" ? -Infinity : Number(text));

/** All samples of a name added up; null where there is none. */
export function total(metrics: Metrics, name: string): number | null {
  const samples = metrics.get(name);
  return samples ? samples.reduce((sum, sample) => sum + sample.value, 0) : null;
}

export interface Bucket {
  /** The largest value that counts in it; the last one's is Infinity. */
  readonly upTo: number;
  readonly count: number;
}

export interface Histogram {
  readonly labels: Labels;
  readonly buckets: readonly Bucket[];
  readonly count: number;
  readonly sum: number;
}

/** The histograms of a metric, one for each combination of labels, buckets counted each for itself. */
export function histogramsOf(metrics: Metrics, name: string): readonly Histogram[] {
  const found = new Map<string, { labels: Labels; steps: [number, number][]; sum: number }>();
  for (const { labels: { le = "", ...labels }, value } of metrics.get(`${name}_bucket`) ?? [])
    histogramAt(found, labels).steps.push([numberOf(le), value]);
  for (const { labels, value } of metrics.get(`${name}_sum`) ?? []) histogramAt(found, labels).sum = value;
  return [...found.values()].filter(({ steps }) => steps.length > 0).map(({ labels, steps, sum }) => {
    steps.sort(([left], [right]) => left - right);
    const buckets = steps.map(([upTo, atMost], i) => ({ upTo, count: atMost - (steps[i - 1]?.[1] ?? 0) }));
    return { labels, buckets, count: steps.at(-1)![1], sum };
  });
}

function histogramAt(found: Map<string, { labels: Labels; steps: [number, number][]; sum: number }>, labels: Labels) {
  const key = keyOf(labels);
  const known = found.get(key) ?? { labels, steps: [], sum: 0 };
  found.set(key, known);
  return known;
}

/** The same for the same labels, in whatever order. */
export const keyOf = (labels: Labels) => JSON.stringify(Object.entries(labels).sort(([left], [right]) => (left < right ? -1 : 1)));

/** What came since an earlier look; all of it where there was none, or where the server has begun anew since. */
export function since(now: Histogram, before: Histogram | undefined): Histogram {
  if (!before || before.count > now.count || before.buckets.length !== now.buckets.length) return now;
  const buckets = now.buckets.map(({ upTo, count }, i) => ({ upTo, count: count - before.buckets[i]!.count }));
  return { labels: now.labels, buckets, count: now.count - before.count, sum: now.sum - before.sum };
}

/** Histograms taken together, which have the same buckets. */
export function together(histograms: readonly Histogram[], labels: Labels): Histogram {
  const [first] = histograms;
  return {
    labels,
    buckets: (first?.buckets ?? []).map(({ upTo }, i) => ({
      upTo, count: histograms.reduce((sum, one) => sum + (one.buckets[i]?.count ?? 0), 0),
    })),
    count: histograms.reduce((sum, one) => sum + one.count, 0),
    sum: histograms.reduce((sum, one) => sum + one.sum, 0),
  };
}

/** An estimate: where within its bucket a value lies is not known. `isBeyond`: it is more than the last bound. */
export interface Quantile {
  readonly value: number;
  readonly isBeyond: boolean;
}

/** The value that such a part of all (0 to 1) does not exceed, evenly spread within its bucket; null of nothing. */
export function quantile(histogram: Histogram, part: number): Quantile | null {
  if (histogram.count === 0) return null;
  const sought = histogram.count * part;
  let below = 0;
  let from = 0;
  for (const { upTo, count } of histogram.buckets) {
    if (count > 0 && below + count >= sought) {
      if (upTo === Infinity) return { value: from, isBeyond: true };
      return { value: from + ((upTo - from) * (sought - below)) / count, isBeyond: false };
    }
    below += count;
    from = upTo;
  }
  return null;
}

/** Seconds as a person reads them: 85 µs, 2.4 ms, 1.2 s. */
export function duration(seconds: number): string {
  const [value, unit] = seconds < 0.001 ? [seconds * 1e6, "µs"] : seconds < 1 ? [seconds * 1e3, "ms"] : [seconds, "s"];
  return `${value >= 100 ? Math.round(value) : Number(value.toPrecision(2))} ${unit}`;
}

export const quantileText = (found: Quantile | null) => (found ? `${found.isBeyond ? "> " : ""}${duration(found.value)}` : "–");
