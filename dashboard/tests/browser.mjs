// A real browser looking at a running program.
import assert from "node:assert/strict";
import { chromium } from "playwright-core";

export const browserPath = process.env.CHROMIUM ?? "/usr/bin/chromium";
export const browserArguments = [
  "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync",
];

export const patienceMillis = 60_000;

/**
 * Opens a page, tells the story on it and closes the browser; what the page complained about and what its sockets received is
 * handed over.
 */
export async function look(url, view, story) {
  const browser = await chromium.launch({ executablePath: browserPath, args: browserArguments });
  try {
    const page = await browser.newPage(view);
    page.setDefaultTimeout(patienceMillis);
    const complaints = [];
    page.on("console", (message) => {
      if (message.type() !== "log" && message.type() !== "info") complaints.push(message.text());
    });
    page.on("pageerror", (fault) => complaints.push(fault.message));
    const frames = [];
    page.on("websocket", (socket) => socket.on("framereceived", ({ payload }) => frames.push(JSON.parse(payload))));
    await page.goto(url);
    await story(page, { complaints, frames });
  } finally {
    await browser.close();
  }
}

/** Waits until that is so. */
export async function until(isSo, what) {
  for (const end = Date.now() + patienceMillis; !(await isSo()); ) {
    assert(Date.now() < end, `Waited in vain: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** What a picture says to whoever cannot see it. */
export const spoken = async (page, pane) =>
  (await page.getByRole("region", { name: pane }).getByRole("img").first().getAttribute("aria-label")) ?? "";

export const sequenceIn = (text) => Number(/sequence (\d+)/.exec(text)?.[1] ?? 0);
