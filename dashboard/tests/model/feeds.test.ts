import { describe, expect, it } from "vitest";
import { linesOf, withSighting, type Feeds } from "../../src/model/feeds";

const symbol = (name: string, more: object) => ({
  symbol: name, feed: "ONE", book: "live", events: 10, gaps: 0, resyncs: 0, checksums: 5, wrong_checksums: 0, last_time: null,
  notice: null, ...more,
});

const feeds: Feeds = {
  live: true, refused: null,
  venues: [
    {
      venue: "ONE", name: "First", protocol: "kraken", enabled: true, state: "disconnected", reason: null,
      connections: [{
        feed: "ONE", state: "disconnected", since: "2026-03-02T09:00:00Z", reason: "closed", connects: 2, frames: 9, unreadable: 0,
      }],
      symbols: [symbol("A", { gaps: 2, wrong_checksums: 1, last_time: "2026-03-02T09:00:01Z" }), symbol("B", { book: "waiting" })],
    },
    {
      venue: "TWO", name: "Second", protocol: "binance", enabled: false, state: "off", reason: null, connections: [],
      symbols: [symbol("A", { events: 0 })],
    },
  ],
  feeds: [{ feed: "synthetic", kind: "synthetic", state: "live", published: 100, reason: null }],
};

describe("feeds", () => {
  it("are lines: a venue that is followed with its symbols, one that is not alone", () => {
    const lines = linesOf(feeds);
    expect(lines.map((line) => line.key)).toEqual(["synthetic", "ONE", "ONE:A", "ONE:B", "TWO"]);
    expect(lines[1]).toMatchObject({
      state: "disconnected", since: "2026-03-02T09:00:00Z", lastTime: "2026-03-02T09:00:01Z", events: 20, gaps: 2,
      checksums: "1 of 11", book: "1 of 2", reason: "closed",
    });
  });

  it("are seen to go on and to stop", () => {
    const [line] = linesOf(feeds);
    const first = withSighting(new Map(), [line!], 0);
    const second = withSighting(first, [{ ...line!, events: 150 }], 2_000);
    expect(second.get("synthetic")).toMatchObject({ perSecond: 25, roseAt: 2_000, changedAt: null });
    const third = withSighting(second, [{ ...line!, events: 150, state: "stale" }], 4_000);
    expect(third.get("synthetic")).toMatchObject({ perSecond: 0, roseAt: 2_000, changedAt: 4_000 });
    expect(withSighting(third, [line!], 6_000).get("synthetic")).toMatchObject({ perSecond: null, roseAt: null });
  });
});
