// A browser that is only asked what is needed. A driver that hears of every frame of a socket, as Playwright does, would take
// much of the time that is to be measured.
import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { browserArguments, browserPath } from "./browser.mjs";

/** Opens a page; `script` runs in it before its own. The story asks by DevTools' methods. */
export async function measure(url, { width, height }, script, story) {
  const profile = await mkdtemp(join(tmpdir(), "bourse-screen-"));
  const browser = spawn(
    browserPath,
    [...browserArguments, "--headless", "--remote-debugging-pipe", `--user-data-dir=${profile}`, `--window-size=${width},${height}`],
    { stdio: ["ignore", "ignore", "ignore", "pipe", "pipe"] });
  try {
    const ask = asking(browser.stdio[3], browser.stdio[4]);
    const { targetId } = await ask("Target.createTarget", { url: "about:blank", width, height, newWindow: true });
    const { sessionId } = await ask("Target.attachToTarget", { targetId, flatten: true });
    const page = (method, given = {}) => ask(method, given, sessionId);
    await page("Page.enable");
    await page("Page.addScriptToEvaluateOnNewDocument", { source: `(${script})()` });
    await page("Page.navigate", { url });
    await story(page);
  } finally {
    const isGone = new Promise((resolve) => browser.once("exit", resolve));
    browser.kill();
    await isGone;
    await rm(profile, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** What an expression in the page comes to, once it has. */
export async function evaluate(page, expression) {
  const { result, exceptionDetails } = await page("Runtime.evaluate", { expression, awaitPromise: true, returnByValue: true });
  if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
  return result.value;
}

// Messages are JSON, each ended by a zero byte.
function asking(to, from) {
  const waiting = new Map();
  let last = 0;
  let text = "";
  from.setEncoding("utf8").on("data", (part) => {
    const messages = (text + part).split("\0");
    text = messages.pop();
    for (const message of messages) {
      const { id, result, error } = JSON.parse(message);
      const asked = waiting.get(id);
      waiting.delete(id);
      if (error) asked?.reject(new Error(error.message));
      else asked?.resolve(result);
    }
  });
  return (method, params, sessionId) => new Promise((resolve, reject) => {
    waiting.set(++last, { resolve, reject });
    to.write(`${JSON.stringify({ id: last, method, params, ...(sessionId ? { sessionId } : {}) })}\0`);
  });
}
