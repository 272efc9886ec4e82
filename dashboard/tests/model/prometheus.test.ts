import { describe, expect, it } from "vitest";
import { duration, histogramsOf, metricsOf, quantile, quantileText, since, together, total } from "../../src/model/prometheus";

const text = `# HELP wait_seconds How long.
# TYPE wait_seconds histogram
wait_seconds_bucket{hop="a",le="0.001"} 2
wait_seconds_bucket{hop="a",le="0.01"} 8
wait_seconds_bucket{hop="a",le="+Inf"} 10
wait_seconds_sum{hop="a"} 0.5
wait_seconds_count{hop="a"} 10
wait_seconds_bucket{hop="b",le="0.001"} 0
wait_seconds_bucket{hop="b",le="0.01"} 0
wait_seconds_bucket{hop="b",le="+Inf"} 4
wait_seconds_sum{hop="b"} 80
clients{host="a \\"quoted\\" {name}"} 3
clients{host="b"} 4 1395066363000
nonsense
`;

describe("metrics", () => {
  const metrics = metricsOf(text);
  const [a, b] = histogramsOf(metrics, "wait_seconds");

  it("are read with their labels, whatever those hold", () => {
    expect(metrics.get("clients")).toEqual([{ labels: { host: 'a "quoted" {name}' }, value: 3 }, { labels: { host: "b" }, value: 4 }]);
    expect([total(metrics, "clients"), total(metrics, "unheard_of")]).toEqual([7, null]);
  });

  it("of a histogram are counted bucket by bucket", () => {
    expect(a).toEqual({
      labels: { hop: "a" }, count: 10, sum: 0.5,
      buckets: [{ upTo: 0.001, count: 2 }, { upTo: 0.01, count: 6 }, { upTo: Infinity, count: 2 }],
    });
  });

  it("tell what most waited at most", () => {
    expect(quantile(a!, 0.5)!.value).toBeCloseTo(0.001 + 0.009 * 0.5, 9);
    expect(quantileText(quantile(a!, 0.99))).toBe("> 10 ms");
    expect(quantileText(quantile(since(a!, a), 0.5))).toBe("–");
  });

  it("since an earlier look leave out what was before, unless the server began anew", () => {
    const later = histogramsOf(metricsOf(text.replace('le="0.001"} 2', 'le="0.001"} 3').replace('le="0.01"} 8', 'le="0.01"} 9')
      .replace('hop="a",le="+Inf"} 10', 'hop="a",le="+Inf"} 11')), "wait_seconds")[0]!;
    expect(since(later, a).buckets.map((bucket) => bucket.count)).toEqual([1, 0, 0]);
    expect(since(a!, later)).toBe(a);
  });

  it("are taken together", () => {
    expect(together([a!, b!], {}).buckets.map((bucket) => bucket.count)).toEqual([2, 6, 6]);
    expect(together([a!, b!], {}).count).toBe(14);
  });

  it("of time are short", () => {
    expect([duration(0.000085), duration(0.0024), duration(0.25), duration(1.234)]).toEqual(["85 µs", "2.4 ms", "250 ms", "1.2 s"]);
  });
});
