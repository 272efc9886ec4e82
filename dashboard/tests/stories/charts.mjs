// The chart, on five days of real ticks and on the synthetic market.
import assert from "node:assert/strict";
import { look, until } from "../browser.mjs";
import { at, isLive, light, picture, tell, wide } from "../telling.mjs";

const bhp = at("/market/ASX:BHP");
const nova = at("/market/SYNTH:NOVA");

const ask = async (symbol, path) => (await fetch(at(`/api/v1/stocks/${symbol}/${path}`))).json();
const chart = (page) => page.getByRole("region", { name: "Chart", exact: true });
const plot = (page) => chart(page).getByRole("img");

const choose = async (page, ...names) => {
  await chart(page).getByRole("button", { name: "Indicators" }).click();
  for (const name of names) await page.getByRole("dialog", { name: "Indicators" }).getByRole("checkbox", { name }).check();
  await page.keyboard.press("Escape");
  // What the legend says is of the last bar unless one is pointed at.
  await page.mouse.move(0, 0);
};

/** What the legend says, and of which bar. */
const legend = (page) => page.evaluate(() => ({
  time: document.querySelector(".legend time")?.dateTime,
  figures: Object.fromEntries([...document.querySelectorAll(".legend [data-figure]")]
    .map((figure) => [figure.dataset.figure, Number(figure.textContent.replaceAll(",", ""))])),
  label: document.querySelector(".plot")?.getAttribute("aria-label") ?? "",
}));

const countIn = (label) => {
  const [, count, first] = /; (\d+) bars since ([^;]+)/.exec(label) ?? [null, "0", ""];
  return { count: Number(count), first };
};

tell({
  async "an indicator that I choose says in the legend what the server answers for that bar"() {
    await look(bhp, light, async (page, { complaints }) => {
      await choose(page, /SMA/, /EMA/, /VWAP/, /Bollinger/, /RSI/, /MACD/);
      await until(async () => countIn((await legend(page)).label).count > 0, "bars");
      await plot(page).focus();
      for (let bars = 0; bars < 40; bars++) await page.keyboard.press("ArrowLeft");
      const last = (await ask("ASX:BHP", "bars?interval=1m&order=desc&limit=1")).bars[0].time;
      await until(async () => (await legend(page)).time < last, "another bar");
      await until(async () => Object.values((await legend(page)).figures).filter((figure) => !Number.isNaN(figure)).length === 10,
        "all figures");
      const { time, figures } = await legend(page);
      for (const [name, decimals] of [["sma", 3], ["ema", 3], ["vwap", 3], ["bollinger", 3], ["rsi", 2], ["macd", 5]]) {
        const { values: [row] } = await ask("ASX:BHP", `indicators?name=${name}&interval=1m&start_time=${time}&limit=1`);
        assert.equal(row.time, time);
        for (const [figure, value] of Object.entries(figures).filter(([figure]) => figure in row))
          assert(Math.abs(value - row[figure]) <= 0.51 * 10 ** -decimals, `${figure} of ${time} is ${row[figure]}, not ${value}`);
      }
      await picture(page, "chart-indicators-light.png");
      await page.reload();
      await until(async () => "signal" in (await legend(page)).figures, "the indicators that were chosen");
      assert.deepEqual(complaints, []);
    });
  },

  async "I scroll back over several pages and no bar is missing, while the last ones go on"() {
    await look(bhp, wide, async (page) => {
      const { bars } = await ask("ASX:BHP", "bars?interval=1m&limit=10000");
      await until(async () => countIn((await legend(page)).label).count > 0, "bars");
      await plot(page).focus();
      await until(async () => {
        await page.keyboard.press("PageUp");
        return countIn((await legend(page)).label).count >= 1_500;
      }, "three pages of bars");
      const { count, first } = countIn((await legend(page)).label);
      assert.equal(count, bars.filter(({ time }) => time >= first).length);
      await chart(page).getByRole("button", { name: "now" }).click();
      await until(async () => (await legend(page)).time === bars.at(-1).time, "the last bar");
    });
    await look(nova, wide, async (page, { complaints }) => {
      await isLive(page);
      await chart(page).getByRole("button", { name: "1s", exact: true }).click();
      await choose(page, /SMA/);
      await until(async () => countIn((await legend(page)).label).count > 0, "bars");
      const begun = countIn((await legend(page)).label).count;
      await until(async () => countIn((await legend(page)).label).count > begun + 4, "bars that close");
      const { time, label } = await legend(page);
      const { count, first } = countIn(label);
      const { bars } = await ask("SYNTH:NOVA", `bars?interval=1s&limit=10000&start_time=${first}`);
      assert.equal(count, bars.filter((bar) => bar.time <= time).length);
      assert.deepEqual(complaints, []);
    });
  },

  async "the profile of the session says what the server does"() {
    await look(bhp, wide, async (page, { complaints }) => {
      await chart(page).getByRole("button", { name: "profile" }).click();
      await until(async () => (await legend(page)).label.includes("Volume profile"), "a profile");
      const { venues: [profile] } = await ask("ASX:BHP", "volume-profile?rows=80");
      const { low, high } = profile.value_area;
      const said = `Volume profile: most traded at ${profile.point_of_control}, value area ${low} to ${high}`;
      assert((await legend(page)).label.endsWith(said), `${(await legend(page)).label} instead of ${said}`);
      await chart(page).getByRole("button", { name: "Logarithmic scale" }).click();
      await picture(page, "chart-profile-dark.png");
      assert.deepEqual(complaints, []);
    });
  },

  async "the layout that I make, name and choose is there after a reload"() {
    await look(nova, wide, async (page, { complaints }) => {
      await isLive(page);
      const box = (name) => page.getByRole("region", { name, exact: true }).boundingBox();
      const layout = () => page.getByRole("button", { name: "Layout" }).click();
      const before = await box("Order book");
      const splitter = page.getByRole("separator", { name: "Width of Book" });
      const at = await splitter.boundingBox();
      await page.mouse.move(at.x + 2, at.y + 200);
      await page.mouse.down();
      await page.mouse.move(at.x - 98, at.y + 200);
      await page.mouse.up();
      assert.equal((await box("Order book")).width, before.width + 100);
      await splitter.focus();
      await page.keyboard.press("ArrowRight");
      assert.equal((await box("Order book")).width, before.width + 84);
      await layout();
      await page.getByRole("dialog", { name: "Layout" }).getByLabel("Depth").uncheck();
      await page.getByLabel("Name of the layout").fill("mine");
      await page.keyboard.press("Enter");
      await page.getByRole("dialog").getByRole("button", { name: "Chart", exact: true }).click();
      await page.getByRole("region", { name: "Order book" }).waitFor({ state: "hidden" });
      await page.reload();
      await page.getByRole("region", { name: "Chart", exact: true }).waitFor();
      assert.equal(await page.getByRole("region", { name: "Order book" }).isVisible(), false);
      await layout();
      await page.getByRole("dialog", { name: "Layout" }).getByRole("button", { name: "mine", exact: true }).click();
      assert.equal((await box("Order book")).width, before.width + 84);
      assert.equal(await page.getByRole("region", { name: "Depth", exact: true }).isVisible(), false);
      await page.keyboard.press("Escape");
      assert.deepEqual(complaints, []);
    });
  },

  async "the book over time begins with what the server remembers and goes on each second"() {
    const begun = async () => Date.parse((await ask("SYNTH:NOVA", "trades?limit=1")).trades[0]?.time ?? new Date());
    await until(async () => Date.now() - (await begun()) > 8_000, "a little past");
    const opened = Date.now();
    await look(nova, wide, async (page, { complaints }) => {
      await isLive(page);
      const depth = page.getByRole("region", { name: "Depth", exact: true });
      await depth.getByRole("button", { name: "Heatmap" }).click();
      const said = async () => (await depth.getByRole("img").getAttribute("aria-label")) ?? "";
      const columns = async () => Number(/: (\d+) columns/.exec(await said())?.[1] ?? 0);
      await until(async () => (await columns()) > 0, "columns");
      const before = await columns();
      const since = /since ([^;]+)/.exec(await said())[1];
      assert(Date.parse(since) < opened, `It begins only at ${since}`);
      await until(async () => (await columns()) >= before + 3, "three more columns");
      await picture(page, "heatmap-dark.png");
      assert.deepEqual(complaints, []);
    });
  },

  async "where a symbol trades at several venues I see who bids most, who asks least and who is left out"() {
    await look(at("/market/ALPHA:DUO"), light, async (page, { complaints }) => {
      const depth = page.getByRole("region", { name: "Depth", exact: true });
      await depth.getByRole("button", { name: "Venues" }).click();
      const { bid, ask: best, arbitrage, venues } = await ask("DUO", "consolidated");
      assert.equal(arbitrage.buy_at, "BETA");
      await depth.getByText(`× ${bid.size} at ${bid.exchange}`).waitFor();
      await depth.getByText(`× ${best.size} at ${best.exchange}`).waitFor();
      await depth.getByRole("note").getByText(`Buy at ${arbitrage.buy_at}, sell at ${arbitrage.sell_at}`).waitFor();
      const said = await depth.getByRole("table").innerText();
      for (const venue of venues) assert(said.includes(venue.exchange), `${venue.exchange} is missing`);
      assert.match(said, /DELTA is left out: it has neither bid nor ask/);
      await picture(page, "venues-light.png");
      await page.goto(nova);
      await depth.getByRole("button", { name: "Heatmap" }).waitFor();
      assert.equal(await depth.getByRole("button", { name: "Venues" }).count(), 0);
      assert.deepEqual(complaints, []);
    });
  },
});
