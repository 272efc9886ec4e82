// node load.mjs <address> [<seconds>]: looks at SYNTH:NOVA for so long and says how the browser kept up. The program runs already.
// A frame is dropped where the next one came later than one and a half of the screen's intervals: as many as had room between.
import { performance } from "node:perf_hooks";
import { look, spoken, until } from "./browser.mjs";

const [address, seconds = "30"] = process.argv.slice(2);
const warmUpMillis = 5_000;
const screenMillis = 1_000 / 60;

await look(new URL("/market/SYNTH:NOVA", address).href, { viewport: { width: 1600, height: 900 }, colorScheme: "dark" }, async (page, { complaints }) => {
  await until(async () => /Best bid \d/.test(await spoken(page, "Order book")), "a book");
  const firstPaint = await page.evaluate(() => performance.getEntriesByName("first-contentful-paint")[0]?.startTime);
  await page.waitForTimeout(warmUpMillis);
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("Performance.enable");
  const before = await heap(devtools);
  const earlier = await received(page);
  const begun = performance.now();
  const frames = await page.evaluate((millis) => new Promise((resolve) => {
    const times = [];
    const end = performance.now() + millis;
    const step = (now) => {
      times.push(now);
      if (now < end) requestAnimationFrame(step);
      else resolve(times);
    };
    requestAnimationFrame(step);
  }), Number(seconds) * 1_000);
  const passed = (performance.now() - begun) / 1_000;
  const later = await received(page);
  const came = (event) => (later[event] ?? 0) - (earlier[event] ?? 0);
  const updates = came("book_delta") + came("book_snapshot");
  const messages = Object.keys(later).reduce((sum, event) => sum + came(event), 0);
  const gaps = frames.slice(1).map((time, i) => time - frames[i]).sort((left, right) => left - right);
  const dropped = gaps.reduce((sum, gap) => sum + (gap > screenMillis * 1.5 ? Math.round(gap / screenMillis) - 1 : 0), 0);
  const after = await heap(devtools);
  console.log(`first contentful paint   ${Math.round(firstPaint)} ms`);
  console.log(`book updates             ${Math.round(updates / passed)} a second, ${Math.round(messages / passed)} messages`);
  console.log(`frames                   ${frames.length} in ${passed.toFixed(1)} s, ${dropped} dropped, ${percent(dropped, frames.length + dropped)} %`);
  console.log(`between two frames       median ${at(gaps, 0.5)}, p99 ${at(gaps, 0.99)}, most ${at(gaps, 1)} ms`);
  console.log(`heap after collection    ${before.toFixed(1)} MB before, ${after.toFixed(1)} MB after`);
  console.log(`left out by the server   ${came("lagging")} times`);
  console.log(`complaints               ${complaints.length}`);
}, { isHeard: false, prepare: (page) => page.addInitScript(countMessages) });

// Runs in the page, before its own scripts: how many messages of each event came.
function countMessages() {
  const counts = new Map();
  window.received = counts;
  window.WebSocket = class extends WebSocket {
    constructor(...given) {
      super(...given);
      this.addEventListener("message", ({ data }) => {
        const event = data.slice(0, 120).split('"')[3] ?? "";
        counts.set(event, (counts.get(event) ?? 0) + 1);
      });
    }
  };
}

function received(page) {
  return page.evaluate(() => Object.fromEntries(window.received));
}

async function heap(devtools) {
  await devtools.send("HeapProfiler.collectGarbage");
  const { metrics } = await devtools.send("Performance.getMetrics");
  return metrics.find(({ name }) => name === "JSHeapUsedSize").value / 1_000_000;
}

function percent(part, whole) {
  return ((part / whole) * 100).toFixed(2);
}

function at(sorted, share) {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))].toFixed(1);
}
