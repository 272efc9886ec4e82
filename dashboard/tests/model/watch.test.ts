import { describe, expect, it } from "vitest";
import type { Bar, Instrument, VenueSnapshot } from "../../src/model/market";
import { changePercent, unseen, withHistory, withTicker } from "../../src/model/watch";

const nova: Instrument = {
  symbol: "NOVA", exchange: "SYNTH", name: "Nova", currency: "USD", time_zone: "UTC", tick_size: 0.01, lot_size: 1,
};
const bar = (minute: number, close: number): Bar => ({
  time: `2026-01-05T10:0${minute}:00Z`, open: close, high: close, low: close, close, volume: 5, vwap: close, trades: 1,
});
const ticker = (sequence: number, minute: number, price: number, previous: number | null = null): VenueSnapshot => ({
  sequence, exchange: "SYNTH", currency: "USD", previous_close: previous, change: null, change_percent: null,
  last_trade: { time: `2026-01-05T10:0${minute}:30Z`, price, size: 1, exchange: "SYNTH", side: "buy", sequence },
  quote: { time: `2026-01-05T10:0${minute}:30Z`, bid: price - 1, bid_size: 1, ask: price + 1, ask_size: 1, exchange: "SYNTH", sequence },
  today: { ...bar(0, price), open: 100, volume: 777 },
});

describe("a row of the watchlist", () => {
  it("has the prices and the volume that the server tells", () => {
    const row = withTicker(unseen(nova), ticker(9, 1, 105));
    expect([row.last, row.bid, row.ask, row.volume]).toEqual([105, 104, 106, 777]);
  });

  it("knows which way the price went last, and stays with it while it stands", () => {
    const up = withTicker(withTicker(unseen(nova), ticker(1, 1, 100)), ticker(2, 1, 101));
    expect([up.wasUp, withTicker(up, ticker(3, 1, 101)).wasUp, withTicker(up, ticker(3, 1, 99)).wasUp]).toEqual([true, true, false]);
  });

  it("is not changed by what is older than it", () => {
    const row = withTicker(unseen(nova), ticker(9, 1, 105));
    expect(withTicker(row, ticker(8, 1, 1))).toBe(row);
  });

  it("moves its line with the minute, whichever of prices and history came first", () => {
    const history = [bar(1, 100), bar(2, 101)];
    const after = withTicker(withHistory(unseen(nova), history), ticker(9, 2, 102));
    expect(after.points).toEqual([100, 102]);
    expect(withTicker(after, ticker(10, 3, 103)).points).toEqual([100, 102, 103]);
    expect(withHistory(withTicker(unseen(nova), ticker(9, 3, 103)), history).points).toEqual([100, 101, 103]);
  });

  it("changes since yesterday's close, or since today's first trade where there is none", () => {
    expect(changePercent(withTicker(unseen(nova), ticker(1, 1, 110)))).toBeCloseTo(10);
    expect(changePercent(withTicker(unseen(nova), ticker(1, 1, 110, 220)))).toBeCloseTo(-50);
  });
});
