import { describe, expect, it } from "vitest";
import { latencyOf, type LatencyRow } from "../../src/model/latency";
import { metricsOf } from "../../src/model/prometheus";

const histogram = (name: string, labels: string, ...counts: readonly number[]) =>
  ["0.001", "0.01", "+Inf"].map((le, i) => `${name}_bucket{${labels}${labels ? "," : ""}le="${le}"} ${counts[i]}`).join("\n");

const text = [
  histogram("bourse_hop_seconds", 'hop="feed_to_tape"', 1, 2, 2),
  histogram("bourse_hop_seconds", 'hop="tape_to_socket"', 0, 0, 0),
  histogram("bourse_gateway_request_duration_seconds", 'operation="getBars",status="2xx"', 3, 3, 3),
  histogram("bourse_gateway_request_duration_seconds", 'operation="getBook",status="2xx"', 4, 5, 5),
  histogram("bourse_gateway_request_duration_seconds", 'operation="getBook",status="4xx"', 1, 1, 1),
].join("\n");

const told = (row: LatencyRow) => [row.name, row.histogram.count, row.refused];

describe("latency", () => {
  it("is told by what there is, the most frequent requests first", () => {
    expect(latencyOf(metricsOf(text), null).map(({ title, rows }) => [title, rows.map(told)])).toEqual([
      ["From hop to hop", [["feed to tape", 2, 0]]],
      ["Requests, by operation", [["getBook", 6, 1], ["getBars", 3, 0]]],
    ]);
  });

  it("since an earlier look is of what came since", () => {
    const later = text.replace('status="4xx",le="+Inf"} 1', 'status="4xx",le="+Inf"} 2');
    expect(latencyOf(metricsOf(later), metricsOf(text)).map((group) => group.rows.map(told))).toEqual([[["getBook", 1, 1]]]);
  });
});
