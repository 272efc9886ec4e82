import assert from "node:assert/strict";
import { look, until } from "../browser.mjs";
import { at, givenKey, isNoWiderThanTheScreen, light, phone, picture, tell, wide } from "../telling.mjs";

const numberIn = (text) => Number(/[\d,]+/.exec(text ?? "")?.[0].replaceAll(",", "") ?? 0);

async function signIn(page) {
  await page.getByRole("button", { name: "sign in" }).click();
  await page.getByLabel("Key", { exact: true }).fill(givenKey);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await page.getByRole("button", { name: "admin" }).waitFor();
}

await tell({
  async "the summary goes on while I watch and leads to an instrument"() {
    await look(at("/summary"), wide, async (page, { complaints }) => {
      const trades = page.getByLabel("Totals").locator("div", { hasText: "Trades" });
      await trades.waitFor();
      const before = numberIn(await trades.textContent());
      await until(async () => numberIn(await trades.textContent()) > before, "more trades in the totals");
      const matrix = page.getByRole("region", { name: "Correlation" });
      await until(async () => (await matrix.getByRole("cell").count()) >= 64, "a matrix of eight instruments");
      await picture(page, "summary-dark.png");
      await matrix.getByRole("button", { name: "Leave SYNTH:NOVA out" }).click();
      await matrix.getByRole("combobox", { name: "Add an instrument" }).fill("nov");
      await matrix.getByRole("option", { name: /NOVA/ }).waitFor();
      await page.keyboard.press("Enter");
      await matrix.getByRole("button", { name: "Leave SYNTH:NOVA out" }).waitFor();
      await page.getByRole("region", { name: "Most active" }).getByRole("link", { name: "HELIX" }).click();
      await page.getByRole("heading", { name: "HELIX", level: 1 }).waitFor();
      assert.equal(new URL(page.url()).pathname, "/market/SYNTH:HELIX");
      assert.deepEqual(complaints, []);
    });
  },

  async "every page of tables is seen in the light and on a phone"() {
    for (const [name, region] of [["summary", "Correlation"], ["status", "Feeds"], ["alerts", "Alerts"]]) {
      const path = `/${name}`;
      await look(at(path), light, async (page, { complaints }) => {
        await page.getByRole("region", { name: region, exact: true }).waitFor();
        await page.waitForTimeout(2_500);
        await picture(page, `${name}-light.png`);
        assert.deepEqual(complaints, []);
      });
      await look(at(path), phone, async (page, { complaints }) => {
        await page.getByRole("region", { name: region, exact: true }).waitFor();
        assert(await isNoWiderThanTheScreen(page), "wider than the phone");
        await picture(page, `${name}-phone.png`);
        await page.getByRole("button", { name: "Pages" }).tap();
        await page.getByRole("navigation", { name: "Pages" }).getByRole("link", { name: "Market" }).tap();
        await page.getByRole("navigation", { name: "Parts of the page" }).waitFor();
        assert.deepEqual(complaints, []);
      });
    }
  },

  // Whoever tells it stops the venue when told so.
  async "the data health shows a feed that stopped"() {
    await look(at("/status"), wide, async (page, { complaints }) => {
      const feeds = page.getByRole("region", { name: "Feeds" });
      const venue = feeds.getByRole("row", { name: /^First/ });
      await venue.getByText("live", { exact: true }).waitFor();
      await until(async () => (await feeds.getByRole("row", { name: /^BTC-USD/ }).textContent()).includes("live"), "a live book");
      await page.getByRole("region", { name: "Latency" }).getByRole("row", { name: /^getHealth/ }).waitFor();
      await page.getByRole("region", { name: "This browser" }).getByText(/\d ms$/).waitFor();
      await picture(page, "status-dark.png");
      console.log("stop it");
      await venue.getByText(/disconnected|connecting/).waitFor();
      await until(async () => !(await feeds.getByRole("row", { name: /^BTC-USD/ }).textContent()).includes("live"), "a book that waits");
      await picture(page, "status-stopped-dark.png");
      assert.deepEqual(complaints, []);
    });
  },

  async "the search leads to an instrument, a page and what can be done"() {
    await look(at("/summary"), wide, async (page, { complaints }) => {
      await page.getByLabel("Totals").waitFor();
      await page.keyboard.press("Control+k");
      const search = page.getByRole("combobox", { name: "Search" });
      await search.fill("zeli");
      await page.getByRole("option", { name: /ZEL-USD/ }).waitFor();
      await picture(page, "search-dark.png");
      await page.keyboard.press("Enter");
      await page.getByRole("heading", { name: "ZEL-USD", level: 1 }).waitFor();
      await page.keyboard.press("/");
      await search.fill("light");
      await page.getByRole("option", { name: /Show it light/ }).waitFor();
      await page.keyboard.press("Enter");
      await until(() => page.evaluate(() => document.documentElement.dataset.theme === "light"), "the light");
      await page.keyboard.press("?");
      await page.getByRole("dialog", { name: "Keys" }).waitFor();
      await page.keyboard.press("Escape");
      await page.getByRole("dialog", { name: "Keys" }).waitFor({ state: "hidden" });
      await page.keyboard.press("g");
      await page.keyboard.press("h");
      await page.getByRole("region", { name: "Feeds" }).waitFor();
      await page.keyboard.press("g");
      await page.keyboard.press("m");
      await page.getByRole("heading", { name: "ZEL-USD", level: 1 }).waitFor();
      assert.deepEqual(complaints, []);
    });
  },

  async "a list of my own survives a reload and I walk through it by keys"() {
    await look(at("/market/SYNTH:NOVA"), wide, async (page, { complaints }) => {
      const list = page.getByRole("region", { name: "Watchlist" });
      await list.getByRole("button", { name: /HELIX/ }).waitFor();
      await list.getByRole("button", { name: "New list" }).click();
      await list.getByRole("textbox", { name: "Name of the list" }).fill("Miners and more");
      for (const symbol of ["TERRA", "ORBIT"]) {
        await list.getByRole("searchbox").fill(symbol);
        await list.getByRole("listitem").filter({ hasText: symbol }).getByRole("button", { name: "Add it" }).click();
        await list.getByRole("button", { name: "In the list" }).waitFor();
      }
      await list.getByRole("searchbox").fill("");
      await list.getByRole("listitem").filter({ hasText: "ORBIT" }).getByRole("button", { name: "Move it up" }).click();
      await page.reload();
      const rows = list.locator("li .symbol");
      await until(async () => (await rows.count()) === 2, "the list");
      assert.deepEqual(await rows.allTextContents(), ["ORBIT", "TERRA"]);
      assert.equal(await list.getByRole("combobox", { name: "Which list" }).locator("option:checked").textContent(), "Miners and more");
      for (const symbol of ["ORBIT", "TERRA", "ORBIT"]) {
        await page.keyboard.press("j");
        await page.getByRole("heading", { name: symbol, level: 1 }).waitFor();
      }
      assert.deepEqual(complaints, []);
    });
  },

  async "an alert fires and I see it on whatever page I am"() {
    await look(at("/alerts"), wide, async (page, { complaints }) => {
      await signIn(page);
      await page.getByRole("combobox", { name: "Instrument" }).fill("nova");
      await page.getByRole("option", { name: /NOVA/ }).waitFor();
      await page.keyboard.press("Enter");
      await page.getByLabel("Threshold").fill("0.01");
      await page.getByRole("button", { name: "Make the alert" }).click();
      await page.getByRole("complementary", { name: "Notices" }).getByText(/NOVA is at .* it reached 0\.01/).waitFor();
      await page.getByRole("region", { name: "History" }).getByText(/NOVA is at .* it reached 0\.01/).first().waitFor();
      await picture(page, "alerts-dark.png");
      await page.getByRole("navigation", { name: "Pages" }).getByRole("link", { name: "Summary" }).click();
      await page.getByLabel("Totals").waitFor();
      await fetch(at("/v1/alerts"), {
        method: "POST", headers: { "X-API-Key": givenKey, "Content-Type": "application/json" },
        body: JSON.stringify({ symbol: "SYNTH:HELIX", kind: "price_below", threshold: "1000000" }),
      });
      const notice = page.getByRole("complementary", { name: "Notices" }).locator("p", { hasText: "HELIX is at" });
      await notice.waitFor();
      await page.getByLabel("1 fired").waitFor();
      await notice.getByRole("button", { name: "Show" }).click();
      await page.getByRole("heading", { name: "HELIX", level: 1 }).waitFor();
      assert.deepEqual(complaints, []);
    });
  },

  async "a signed-in user's lists are kept by the server"() {
    await look(at("/market/SYNTH:NOVA"), wide, async (page, { complaints }) => {
      await signIn(page);
      const list = page.getByRole("region", { name: "Watchlist" });
      await list.getByRole("button", { name: "New list" }).click();
      await list.getByRole("textbox", { name: "Name of the list" }).waitFor();
      await list.getByRole("searchbox").fill("TERRA");
      await list.getByRole("listitem").filter({ hasText: "TERRA" }).getByRole("button", { name: "Add it" }).click();
      const lists = async () => (await (await fetch(at("/v1/watchlists"), { headers: { "X-API-Key": givenKey } })).json()).watchlists;
      await until(async () => (await lists())[0]?.symbols[0]?.symbol === "SYNTH:TERRA", "the list on the server");
      await list.getByRole("searchbox").fill("");
      await list.getByRole("button", { name: "Delete the list" }).click();
      await until(async () => (await lists()).length === 0, "no list on the server");
      assert.deepEqual(complaints, []);
    });
  },

  async "a page whose file is gone after an upgrade offers to load all anew"() {
    await look(at("/market/SYNTH:NOVA"), wide, async (page) => {
      await page.getByRole("heading", { name: "NOVA", level: 1 }).waitFor();
      await page.route(/assets\/Summary-/, (route) => route.abort());
      await page.getByRole("navigation", { name: "Pages" }).getByRole("link", { name: "Summary" }).click();
      await page.getByRole("alert").getByText("This page cannot be shown").waitFor();
      await page.unroute(/assets\/Summary-/);
      await page.getByRole("button", { name: "Load it anew" }).click();
      await page.getByLabel("Totals").waitFor();
    });
  },

  // Whoever tells it stops the server, and starts it again, when told so.
  async "a lost connection is told, and so is that it is back"() {
    await look(at("/summary"), wide, async (page) => {
      await page.getByLabel("Totals").waitFor();
      const notices = page.getByRole("complementary", { name: "Notices" });
      console.log("stop it");
      await notices.getByText("The connection is lost. Trying again…").waitFor();
      console.log("start it");
      await notices.getByText("Connected again.").waitFor();
    });
  },
});
