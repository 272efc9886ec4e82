// node stories/<area>.mjs <story> <address> [<folder for pictures> [<key>]]: exit code 0 if it went as told.
import { join } from "node:path";
import { sequenceIn, spoken, until } from "./browser.mjs";

const [name, address, folder, key] = process.argv.slice(2);

/** The key of somebody who may trade, where the story was given one. */
export const givenKey = key;

export const at = (path) => new URL(path, address).href;

export const wide = { viewport: { width: 1600, height: 900 }, colorScheme: "dark" };
export const light = { ...wide, colorScheme: "light" };
export const phone = { viewport: { width: 390, height: 800 }, isMobile: true, hasTouch: true, deviceScaleFactor: 2, colorScheme: "dark" };

export const isLive = (page) => page.getByRole("status").getByText("live", { exact: true }).waitFor();

export const hasTraded = (page) =>
  until(async () => sequenceIn(await spoken(page, "Time and sales")) > 0, "a trade on the tape");

export const isNoWiderThanTheScreen = (page) =>
  page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth);

export const picture = (page, file) => (folder ? page.screenshot({ path: join(folder, file) }) : Promise.resolve());

/** Tells the one story that was asked for. */
export const tell = (stories) => stories[name]();
