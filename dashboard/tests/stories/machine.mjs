// The time machine, on five days of real ticks and on the synthetic market.
import assert from "node:assert/strict";
import { look, sequenceIn, spoken, until } from "../browser.mjs";
import { at, hasTraded, isLive, phone, isNoWiderThanTheScreen, picture, tell, wide } from "../telling.mjs";

const moment = "2014-03-12T00:30:30Z";
const then = at(`/market/ASX:BHP?at=${moment}`);

const ask = async (path) => (await fetch(at(`/api/v1/stocks/ASX:BHP/${path}`))).json();
const machine = (page) => page.getByRole("region", { name: "Time machine" });
const clock = (page) => machine(page).getByLabel(/^Moment on the clock/);
const inPast = (page) => page.getByRole("status").getByText("the past", { exact: true }).waitFor();
const first = (frames, topic, event) =>
  frames.find(([, , of, name]) => of === topic && name === event)?.[4].data;

tell({
  async "I go back to a moment and see what was known then, and nothing after it"() {
    await look(then, wide, async (page, { complaints, frames }) => {
      await inPast(page);
      await until(() => first(frames, "stock:book", "book_snapshot") && first(frames, "stock:bars", "bar"), "a book and a bar");
      await hasTraded(page);
      const [book] = (await ask(`book?at=${moment}`)).venues;
      const shown = first(frames, "stock:book", "book_snapshot");
      assert.deepEqual([shown.bids[0], shown.asks[0], shown.sequence], [
        book.bids[0], book.asks[0], book.sequence]);
      const bar = first(frames, "stock:bars", "bar");
      const { trades } = await ask(`trades?start_time=${bar.time}&end_time=${moment}&limit=10000`);
      assert.deepEqual([bar.trades, bar.close, bar.closed], [trades.length, trades.at(-1).price, false]);
      await picture(page, "time-machine-dark.png");
      assert.deepEqual(complaints, []);
    });
  },

  async "the past goes on as fast as I say, and stands when I hold it"() {
    await look(then, wide, async (page, { frames }) => {
      await inPast(page);
      await hasTraded(page);
      const tape = sequenceIn(await spoken(page, "Time and sales"));
      await machine(page).getByLabel("speed").selectOption("60");
      await until(async () => sequenceIn(await spoken(page, "Time and sales")) > tape + 100, "many trades");
      await machine(page).getByRole("button", { name: "hold" }).click();
      await machine(page).getByRole("button", { name: "play" }).waitFor();
      const held = await clock(page).inputValue();
      const trades = () => frames.filter(([, , topic, event]) => topic === "stock:trades" && event === "trade")
        .map(([, , , , message]) => message.data);
      const seen = trades();
      const later = seen.at(-1);
      assert(later.time > moment && later.time < "2014-03-12T06:00:00Z", `${later.time} is another time`);
      const all = (await ask(`trades?start_time=${seen[0].time}&end_time=${later.time}&limit=10000`)).trades
        .map(({ sequence }) => sequence).filter((sequence) => sequence < later.sequence);
      const played = new Set(seen.map(({ sequence }) => sequence));
      assert.deepEqual(all.filter((sequence) => sequence > seen[0].sequence && !played.has(sequence)), []);
      await machine(page).getByText("The past").click();
      await page.keyboard.press("Space");
      await machine(page).getByRole("button", { name: "hold" }).waitFor();
      await until(async () => (await clock(page).inputValue()) > held, "the clock to go on");
    });
  },

  async "I go to the next trade, to a moment that I type, and back to now"() {
    await look(at("/market/ASX:BHP?at=2014-03-09T00:00:00Z"), wide, async (page) => {
      await inPast(page);
      await machine(page).getByRole("button", { name: "next trade" }).click();
      const [trade] = (await ask("trades?limit=1&start_time=2014-03-09T00:00:00Z")).trades;
      await until(() => Date.parse(new URL(page.url()).searchParams.get("at")) === Date.parse(trade.time), "the first trade's time");
      await clock(page).fill("2014-03-13T12:00:00");
      await clock(page).press("Enter");
      await until(() => new URL(page.url()).searchParams.get("at") === "2014-03-13T01:00:00.000Z", "noon in Sydney");
      await hasTraded(page);
      await machine(page).getByRole("button", { name: "back to now" }).click();
      await page.getByRole("status").getByText(/^history: last traded 14 Mar 2014/).waitFor();
      assert.equal(new URL(page.url()).search, "");
    });
  },

  async "a past that has caught up becomes the present"() {
    await look(at("/market/SYNTH:NOVA"), wide, async (page) => {
      await isLive(page);
      await hasTraded(page);
      await page.goto(at(`/market/SYNTH:NOVA?at=${new Date(Date.now() - 3_000).toISOString()}`));
      await machine(page).getByLabel("speed").selectOption("30");
      await isLive(page);
      assert.equal(new URL(page.url()).search, "");
    });
  },

  async "on a phone the past is looked at too"() {
    await look(then, phone, async (page, { complaints }) => {
      await inPast(page);
      await until(async () => /Best bid \d/.test(await spoken(page, "Order book")), "a book");
      assert(await isNoWiderThanTheScreen(page), "wider than the phone");
      await picture(page, "time-machine-phone.png");
      assert.deepEqual(complaints, []);
    });
  },
});
