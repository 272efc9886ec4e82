// node load.mjs <address> [<seconds>]: looks at SYNTH:NOVA for so long and says how the browser kept up. The program runs already.
// A frame is dropped where the next one came later than one and a half of the screen's intervals: as many as had room between.
import { setTimeout as pause } from "node:timers/promises";
import { evaluate, measure } from "./pipe.mjs";

const [address, seconds = "30"] = process.argv.slice(2);
const warmUpMillis = 5_000;
const screenMillis = 1_000 / 60;

await measure(new URL("/market/SYNTH:NOVA", address).href, { width: 1600, height: 900 }, watch, async (page) => {
  await pause(warmUpMillis);
  const firstPaint = await evaluate(page, "performance.getEntriesByName('first-contentful-paint')[0]?.startTime");
  const book = await evaluate(page, "document.querySelector('.ladder canvas')?.getAttribute('aria-label')");
  if (!/Best bid \d/.test(book ?? "")) throw new Error(`There is no book: ${book}`);
  await page("Performance.enable");
  const before = await heap(page);
  const earlier = await evaluate(page, "Object.fromEntries(window.received)");
  const times = await evaluate(page, `(${frames})(${Number(seconds) * 1_000})`);
  const later = await evaluate(page, "Object.fromEntries(window.received)");
  const after = await heap(page);
  const passed = (times.at(-1) - times[0]) / 1_000;
  const came = (event) => (later[event] ?? 0) - (earlier[event] ?? 0);
  const messages = Object.keys(later).reduce((sum, event) => sum + came(event), 0);
  const gaps = times.slice(1).map((time, i) => time - times[i]).sort((left, right) => left - right);
  const dropped = gaps.reduce((sum, gap) => sum + (gap > screenMillis * 1.5 ? Math.round(gap / screenMillis) - 1 : 0), 0);
  const share = (part) => gaps[Math.min(gaps.length - 1, Math.floor(gaps.length * part))].toFixed(1);
  const size = await evaluate(page, "`${innerWidth} x ${innerHeight}, ${document.visibilityState}`");
  console.log(`page                     ${size}`);
  console.log(`first contentful paint   ${Math.round(firstPaint)} ms`);
  console.log(`book updates             ${Math.round((came("book_delta") + came("book_snapshot")) / passed)} a second, `
    + `of ${Math.round(messages / passed)} messages`);
  console.log(`frames                   ${gaps.length} in ${passed.toFixed(1)} s, ${dropped} dropped, `
    + `${((dropped / (gaps.length + dropped)) * 100).toFixed(2)} %`);
  console.log(`between two frames       median ${share(0.5)}, p99 ${share(0.99)}, most ${share(1)} ms`);
  console.log(`heap after collection    ${before.toFixed(1)} MB before, ${after.toFixed(1)} MB after`);
  console.log(`left out by the server   ${came("lagging")} times`);
});

async function heap(page) {
  await page("HeapProfiler.collectGarbage");
  const { metrics } = await page("Performance.getMetrics");
  return metrics.find(({ name }) => name === "JSHeapUsedSize").value / 1_000_000;
}

// In the page, before its own scripts: how many messages of each event came.
function watch() {
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

// In the page: when each frame of that time was begun.
function frames(millis) {
  return new Promise((resolve) => {
    const times = [];
    const end = performance.now() + millis;
    const step = (now) => {
      times.push(now);
      if (now < end) requestAnimationFrame(step);
      else resolve(times);
    };
    requestAnimationFrame(step);
  });
}
