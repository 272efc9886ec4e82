import assert from "node:assert/strict";
import { look, sequenceIn, spoken, until } from "../browser.mjs";
import { at, hasTraded, isLive, isNoWiderThanTheScreen, light, phone, picture, tell, wide } from "../telling.mjs";

const nova = at("/market/SYNTH:NOVA");

/** Frames that the server has left out of what slow clients get. */
async function leftOut() {
  const text = await (await fetch(at("/metrics"))).text();
  return Number(/^bourse_socket_frames_dropped_total (\d+)/m.exec(text)[1]);
}

await tell({
  async "the page opens without a complaint"() {
    for (const [view, file] of [[wide, "market-dark.png"], [light, "market-light.png"]])
      await look(nova, view, async (page, { complaints }) => {
        await isLive(page);
        await page.getByRole("heading", { name: "NOVA", level: 1 }).waitFor();
        await page.getByText("synthetic", { exact: true }).waitFor();
        await hasTraded(page);
        await picture(page, file);
        assert.deepEqual(complaints, []);
      });
  },

  async "the book and the tape go on while I watch"() {
    await look(nova, wide, async (page) => {
      await isLive(page);
      await hasTraded(page);
      const [book, tape] = [await spoken(page, "Order book"), await spoken(page, "Time and sales")];
      assert.match(book, /Best bid \d/);
      await until(async () => sequenceIn(await spoken(page, "Order book")) > sequenceIn(book), "a change of the book");
      await until(async () => sequenceIn(await spoken(page, "Time and sales")) > sequenceIn(tape), "another trade");
    });
  },

  async "I choose another instrument and its book, tape and chart are shown"() {
    await look(nova, wide, async (page) => {
      await isLive(page);
      await page.getByRole("region", { name: "Watchlist" }).getByRole("button", { name: /QUARK-USD/ }).click();
      await page.getByRole("heading", { name: "QUARK-USD", level: 1 }).waitFor();
      assert.equal(new URL(page.url()).pathname, "/market/SYNTH:QUARK-USD");
      await until(async () => /Best bid 5\d,\d/.test(await spoken(page, "Order book")), "the other book");
      await page.goBack();
      await page.getByRole("heading", { name: "NOVA", level: 1 }).waitFor();
      await page.getByRole("button", { name: "1s", exact: true }).click();
      await page.getByRole("img", { name: "Candles of NOVA, 1s each" }).waitFor();
    });
  },

  async "I scroll the ladder, it holds still, and C centres it again"() {
    await look(nova, wide, async (page) => {
      await isLive(page);
      const ladder = page.getByRole("region", { name: "Order book" });
      await until(async () => /Best bid \d/.test(await spoken(page, "Order book")), "a book");
      await ladder.getByRole("button", { name: "centred" }).waitFor();
      await ladder.getByRole("img").hover();
      await page.mouse.wheel(0, -90);
      await ladder.getByRole("button", { name: "centre (C)" }).waitFor();
      await ladder.getByRole("img").press("c");
      await ladder.getByRole("button", { name: "centred" }).waitFor();
    });
  },

  async "after a restart of the server it goes on by itself and has missed no trade"() {
    await look(nova, wide, async (page, { frames }) => {
      await isLive(page);
      await hasTraded(page);
      const trades = () => frames.filter(([, , topic, event]) => topic === "stock:trades" && event === "trade")
        .map(([, , , , message]) => message.data.sequence);
      await until(() => trades().length > 0, "a live trade");
      console.log("restart it");
      await page.getByRole("status").getByText(/^reconnecting/).waitFor();
      await isLive(page);
      const before = trades().length;
      await until(() => trades().length > before + 3, "trades after the restart");
      const seen = trades();
      const answer = await fetch(at("/api/v1/stocks/SYNTH:NOVA/trades?order=desc&limit=10000"));
      const all = (await answer.json()).trades.map((trade) => trade.sequence).reverse()
        .filter((sequence) => sequence >= seen[0] && sequence <= seen.at(-1));
      assert.deepEqual(seen, all);
    });
  },

  async "a browser that stood still is told what it missed, and shows the market of now"() {
    await look(nova, wide, async (page, { complaints, frames }) => {
      await isLive(page);
      await hasTraded(page);
      // A page that a debugger holds reads nothing: until the server has had to leave something out.
      const devtools = await page.context().newCDPSession(page);
      await devtools.send("Debugger.enable");
      await devtools.send("Debugger.pause");
      const before = await leftOut();
      await until(async () => (await leftOut()) > before, "the server to leave something out");
      await devtools.send("Debugger.resume");
      await until(() => frames.some(([, , , event]) => event === "lagging"), "word of what was left out");
      await isLive(page);
      const { trades } = await (await fetch(at("/api/v1/stocks/SYNTH:NOVA/trades?order=desc&limit=1"))).json();
      await until(async () => sequenceIn(await spoken(page, "Time and sales")) >= trades[0].sequence, "the newest trade");
      const { venues } = await (await fetch(at("/api/v1/stocks/SYNTH:NOVA/book?depth=1"))).json();
      await until(async () => sequenceIn(await spoken(page, "Order book")) >= venues[0].sequence, "the book of now");
      assert.deepEqual(complaints, []);
    });
  },

  async "on a phone I choose what I see"() {
    await look(nova, phone, async (page, { complaints }) => {
      await isLive(page);
      for (const [tab, pane] of [["List", "Watchlist"], ["Chart", "Chart"], ["Tape", "Time and sales"], ["Depth", "Depth"], ["Book", "Order book"]]) {
        await page.getByRole("navigation").getByRole("button", { name: tab }).tap();
        await page.getByRole("region", { name: pane, exact: true }).waitFor();
      }
      assert(await isNoWiderThanTheScreen(page), "wider than the phone");
      await until(async () => /Best bid \d/.test(await spoken(page, "Order book")), "a book");
      await picture(page, "market-phone.png");
      assert.deepEqual(complaints, []);
    });
  },
});
