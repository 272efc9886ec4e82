// Signing in and trading: the story is given the key of ann, who has 100,000 USD, and TULIP, whose market bots make.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { look, spoken, until } from "../browser.mjs";
import { at, givenKey, isLive, isNoWiderThanTheScreen, light, phone, picture, tell, wide } from "../telling.mjs";

const tulip = at("/trade/BOURSE:TULIP");
const rowPixels = 18;
const spreadPixels = 24;

const top = (page) => page.locator("header.top");
const pane = (page, name) => page.getByRole("region", { name, exact: true });
const ticket = (page) => pane(page, "Ticket");
const account = (page) => pane(page, "Account");
const show = (page, tab) => account(page).getByRole("group", { name: "What is shown" }).getByRole("button", { name: tab }).click();
const rows = (page) => account(page).getByRole("row");
const said = (page) => ticket(page).locator(".outcome");

// A browser says of each refusal that it was one: that is no complaint of the page's own.
const own = (complaints, ...statuses) =>
  complaints.filter((text) => !statuses.some((status) => text.includes(`status of ${status}`)));

async function signIn(page) {
  await top(page).getByRole("button", { name: "sign in" }).click();
  await page.getByRole("dialog").getByLabel("Key").fill(givenKey);
  await page.getByRole("dialog").getByRole("button", { name: "Sign in", exact: true }).click();
  await top(page).getByRole("button", { name: "ann", exact: true }).waitFor();
  await isLive(page);
}

const type = (page, label, text) => ticket(page).getByLabel(label, { exact: true }).fill(text);

/** A point of the ladder on the side of the bids, so many rows below the spread. */
async function bidRow(page, row) {
  const { x, y, width, height } = await pane(page, "Order book").getByRole("img").boundingBox();
  return { x: x + width * 0.25, mark: x + 30, cross: x + 8, y: y + height / 2 + spreadPixels / 2 + (row - 0.5) * rowPixels };
}

const hasBook = (page) => until(async () => /Best bid \d/.test(await spoken(page, "Order book")), "a book");

/** Places a limit order far from the market by a click on the ladder, and says where. */
async function clickOrder(page, quantity) {
  await hasBook(page);
  await type(page, "Quantity", quantity);
  await page.getByRole("button", { name: "one-click off" }).click();
  await page.getByRole("button", { name: "one-click armed" }).waitFor();
  const place = await bidRow(page, 14);
  await page.mouse.move(place.x, place.y);
  await page.mouse.click(place.x, place.y);
  await rows(page).filter({ hasText: "limit" }).first().waitFor();
  return place;
}

const priceOf = async (page) => Number(/Price of order \d+: ([\d.,]+)/.exec(await account(page).getByLabel(/^Price of order/).first().getAttribute("aria-label"))[1]);

async function sees(page, text) {
  await until(async () => text.test(await spoken(page, "Order book")), `${text} in ${await spoken(page, "Order book")}`);
}

const stories = {
  async "I sign in with a key, am told when it is wrong, and sign out"() {
    await look(tulip, wide, async (page, { complaints }) => {
      await top(page).getByRole("button", { name: "sign in" }).click();
      const dialog = page.getByRole("dialog");
      await dialog.getByLabel("Key").fill("bk_nobody.knows");
      await dialog.getByRole("button", { name: "Sign in", exact: true }).click();
      await dialog.getByRole("alert").getByText("This key or token is not valid.").waitFor();
      await page.keyboard.press("Escape");
      await signIn(page);
      assert.equal(await page.evaluate(() => JSON.stringify({ ...sessionStorage, ...localStorage }).includes("bk_")), false, "the key is kept");
      await page.reload();
      await top(page).getByRole("button", { name: "ann", exact: true }).click();
      await page.getByRole("dialog").getByRole("button", { name: "Sign out" }).click();
      await top(page).getByRole("button", { name: "sign in" }).waitFor();
      assert.deepEqual(own(complaints, 401), []);
    });
  },

  async "after too many wrong passwords I am told how long to wait"() {
    await look(tulip, wide, async (page, { complaints }) => {
      await top(page).getByRole("button", { name: "sign in" }).click();
      const dialog = page.getByRole("dialog");
      await dialog.getByRole("button", { name: "with a password" }).click();
      await dialog.getByLabel("User").fill("ann");
      await dialog.getByLabel("Password").fill("guessed");
      const button = dialog.getByRole("button", { name: /^Sign in/ });
      await until(async () => {
        if (await button.isEnabled()) await button.click();
        return /Too often the secret was wrong\. In \d+ s\./.test(await dialog.getByRole("alert").textContent());
      }, "the time to wait");
      await until(() => button.isEnabled(), "another try");
      assert.deepEqual(own(complaints, 401, 429), []);
    });
  },

  async "I stay signed in, though my token lives for some seconds only"() {
    await look(tulip, wide, async (page, { complaints }) => {
      await signIn(page);
      const token = () => page.evaluate(() => JSON.parse(sessionStorage.getItem("bourse.session")).token);
      const seen = new Set();
      await until(async () => seen.add(await token()).size === 3, "two more tokens");
      await isLive(page);
      await clickOrder(page, "1");
      await said(page).getByText(/order \d+, open/).waitFor();
      assert.deepEqual(complaints, []);
    });
  },

  async "an order goes from a click on the ladder to a fill"() {
    await look(tulip, wide, async (page, { complaints }) => {
      await signIn(page);
      const place = await clickOrder(page, "3");
      await said(page).getByText(/buy 3 TULIP at .*: order \d+, open/).waitFor();
      const before = await priceOf(page);
      await sees(page, /own orders: buy 3 at /);
      // Dragged three rows up, from its mark.
      await page.mouse.move(place.mark, place.y);
      await page.mouse.down();
      await page.mouse.move(place.mark, place.y - rowPixels, { steps: 3 });
      await page.mouse.move(place.mark, place.y - 3 * rowPixels, { steps: 3 });
      await page.mouse.up();
      await until(async () => (await priceOf(page)) > before, "the order at another price");
      assert.equal(await rows(page).count(), 2);
      // Cancelled by the cross of its mark.
      await page.mouse.move(place.cross, place.y - 3 * rowPixels);
      await page.mouse.click(place.cross, place.y - 3 * rowPixels);
      await account(page).getByText("No open orders.").waitFor();
      await page.getByRole("button", { name: "one-click armed" }).click();
      await ticket(page).getByLabel("Type").selectOption("market");
      await ticket(page).getByLabel("What it would bring about").getByText(/3 at /).waitFor();
      await ticket(page).getByRole("button", { name: "buy 3 TULIP at market" }).click();
      await ticket(page).getByRole("button", { name: "Confirm" }).click();
      await said(page).getByText(/: order \d+, filled/).waitFor();
      await show(page, "Fills");
      await rows(page).filter({ hasText: "taker" }).first().waitFor();
      await show(page, "Positions");
      await rows(page).filter({ hasText: "TULIP" }).getByText("3", { exact: true }).waitFor();
      // What is not realised goes with the market, without anything being done.
      const unrealised = () => account(page).getByRole("group", { name: "Profit and loss" }).textContent();
      const first = await unrealised();
      assert.match(first, /USD realised 0\.00 unrealised/);
      await until(async () => (await unrealised()) !== first, "another unrealised profit");
      assert.deepEqual(complaints, []);
    });
  },

  async "the file of my fills has what I traded"() {
    await look(tulip, wide, async (page, { complaints }) => {
      await signIn(page);
      await type(page, "Quantity", "2");
      await ticket(page).getByLabel("Type").selectOption("market");
      await ticket(page).getByRole("button", { name: "buy 2 TULIP at market" }).click();
      await ticket(page).getByRole("button", { name: "Confirm" }).click();
      await said(page).getByText(/filled/).waitFor();
      const order = /order (\d+)/.exec(await said(page).textContent())[1];
      await show(page, "History");
      await until(async () => {
        await account(page).getByRole("button", { name: "ask again" }).click();
        return (await rows(page).filter({ hasText: order }).count()) > 0;
      }, "the fill in the records");
      const download = page.waitForEvent("download");
      await account(page).getByRole("button", { name: "export CSV" }).click();
      const text = await readFile(await (await download).path(), "utf8");
      assert.match(text, /^time,account,symbol,side,quantity,price,/);
      assert(text.split("\r\n").some((line) => line.includes(",ann,TULIP,buy,") && line.includes(`,${order},`)), text);
      await account(page).getByLabel("Bought or sold").selectOption("sell");
      await account(page).getByText("Nothing of that kind.").waitFor();
      assert.deepEqual(complaints, []);
    });
  },

  async "why an order would be refused is said before it is placed, and after"() {
    await look(tulip, wide, async (page, { complaints }) => {
      await signIn(page);
      await type(page, "Quantity", "100000");
      await type(page, "Price", "99.00");
      await ticket(page).getByLabel("What it would bring about").getByText(/insufficient funds/).waitFor();
      assert.equal(await ticket(page).getByLabel("Quantity", { exact: true }).getAttribute("aria-invalid"), "true");
      await ticket(page).getByRole("button", { name: "buy 100000 TULIP at 99.00" }).click();
      await ticket(page).getByRole("alert").getByText(/insufficient funds/).waitFor();
      await type(page, "Quantity", "1");
      await type(page, "Price", "99.005");
      await until(async () => (await ticket(page).getByLabel("Price", { exact: true }).getAttribute("aria-invalid")) === "true", "the price marked");
      await account(page).getByText("No open orders.").waitFor();
      assert.deepEqual(own(complaints, 402), []);
    });
  },

  async "an order whose answer is lost is looked up, and not placed twice"() {
    await look(tulip, wide, async (page) => {
      await signIn(page);
      await type(page, "Quantity", "1");
      await type(page, "Price", "50.00");
      await page.route("**/v1/orders", async (route) => {
        if (route.request().method() !== "POST") return route.fallback();
        await route.fetch();
        await route.abort();
      });
      await ticket(page).getByRole("button", { name: "buy 1 TULIP at 50.00" }).click();
      await said(page).getByText(/outcome unknown, asking/).waitFor();
      await said(page).getByText(/order \d+, open/).waitFor();
      assert.equal(await rows(page).count(), 2);
    });
  },

  async "Esc twice cancels what I have open, and once does not"() {
    await look(tulip, wide, async (page, { complaints }) => {
      await signIn(page);
      await clickOrder(page, "1");
      await page.keyboard.press("Escape");
      await page.getByRole("button", { name: "Esc again: cancel 1" }).waitFor();
      await page.getByRole("button", { name: "cancel all 1" }).waitFor();
      assert.equal(await rows(page).count(), 2);
      await page.keyboard.press("Escape");
      await page.keyboard.press("Escape");
      await account(page).getByText("No open orders.").waitFor();
      await said(page).getByText("1 order cancelled").waitFor();
      assert.deepEqual(complaints, []);
    });
  },

  async "after a restart of the server my orders are there and I go on trading"() {
    await look(tulip, wide, async (page) => {
      await signIn(page);
      await clickOrder(page, "4");
      console.log("restart it");
      await page.getByRole("status").getByText(/^reconnecting/).waitFor();
      await isLive(page);
      await rows(page).filter({ hasText: "limit" }).first().waitFor();
      await sees(page, /own orders: buy 4 at /);
      await account(page).getByRole("button", { name: /^Cancel order/ }).click();
      await account(page).getByText("No open orders.").waitFor();
    });
  },

  async "what is listed on paper is traded against its market"() {
    await look(at("/trade/SYNTH:NOVA"), wide, async (page, { complaints }) => {
      await page.getByText("paper", { exact: true }).waitFor();
      await signIn(page);
      await hasBook(page);
      await type(page, "Quantity", "1");
      await ticket(page).getByLabel("Type").selectOption("market");
      await ticket(page).getByRole("button", { name: "buy 1 SYNTH:NOVA at market" }).click();
      await ticket(page).getByRole("button", { name: "Confirm" }).click();
      await said(page).getByText(/filled/).waitFor();
      await page.getByLabel("Instrument").selectOption("TULIP");
      await page.getByRole("heading", { name: "TULIP", level: 1 }).waitFor();
      assert.equal(new URL(page.url()).pathname, "/trade/BOURSE:TULIP");
      assert.deepEqual(complaints, []);
    });
  },

  async "the trading page is worth looking at all day"() {
    for (const [view, file] of [[wide, "trade-dark.png"], [light, "trade-light.png"]])
      await look(tulip, view, async (page, { complaints }) => {
        await signIn(page);
        await clickOrder(page, "5");
        await type(page, "Price", "98.00");
        await ticket(page).getByLabel("What it would bring about").getByText("held").waitFor();
        await picture(page, file);
        await page.keyboard.press("Escape");
        await page.keyboard.press("Escape");
        assert.deepEqual(complaints, []);
      });
  },

  async "on a phone I trade too"() {
    await look(tulip, phone, async (page, { complaints }) => {
      await signIn(page);
      const tab = (name) => page.getByRole("navigation", { name: "Parts of the page" }).getByRole("button", { name }).tap();
      await hasBook(page);
      await tab("Ticket");
      await type(page, "Quantity", "2");
      await type(page, "Price", "90.00");
      await ticket(page).getByLabel("What it would bring about").getByText("held").waitFor();
      await picture(page, "trade-phone.png");
      await ticket(page).getByRole("button", { name: "buy 2 TULIP at 90.00" }).tap();
      await said(page).getByText(/order \d+, open/).waitFor();
      await tab("Account");
      await account(page).getByRole("button", { name: /^Cancel order/ }).tap();
      await account(page).getByText("No open orders.").waitFor();
      for (const [name, region] of [["Tape", "Time and sales"], ["Chart", "Chart"], ["Book", "Order book"]]) {
        await tab(name);
        await pane(page, region).waitFor();
      }
      assert(await isNoWiderThanTheScreen(page), "wider than the phone");
      assert.deepEqual(complaints, []);
    });
  },
};

await tell(stories);
