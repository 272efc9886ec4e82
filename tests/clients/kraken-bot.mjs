// A bot that speaks only Kraken's WebSocket v2: it asks for the instruments, follows books, trades and tickers of every
// pair, computes each book's checksum by itself, and prints what it saw when the venue closes, as one line of JSON.
//
//   node kraken-bot.mjs <address> <depth> [pair ...]
import { WebSocket } from "ws";

const [address, depth, ...pairs] = process.argv.slice(2);
const socket = new WebSocket(address);
const precision = new Map();
const books = new Map();
const seen = { books: 0, right: 0, wrong: 0, trades: 0, volume: {}, tickers: 0, refused: 0, first: null, last: null };

// CRC-32 as zlib has it.
const table = Array.from({ length: 256 }, (_, n) => {
  for (let bit = 0; bit < 8; bit++)
    n = n & 1 ? (n >>> 1) ^ 0xedb88320 : n >>> 1;
  return n >>> 0;
});

function crc32(text) {
  let crc = 0xffffffff;
  for (let i = 0; i < text.length; i++)
    crc = (crc >>> 8) ^ table[(crc ^ text.charCodeAt(i)) & 0xff];
  return (crc ^ 0xffffffff) >>> 0;
}

function ask(method, params) {
  socket.send(JSON.stringify({ method, params, req_id: ++ask.number }));
}

ask.number = 0;

const digits = (number, decimals) => number.toFixed(decimals).replace(".", "").replace(/^0+/, "");

function checksum(symbol, book) {
  const { price, quantity } = precision.get(symbol);
  let text = "";
  for (const side of [book.asks, book.bids])
    for (const [at, open] of side.slice(0, 10))
      text += digits(at, price) + digits(open, quantity);
  return crc32(text);
}

// Levels from the best on; the price decides, not the number's digits.
function set(side, isBid, { price, qty }) {
  let i = 0;
  while (i < side.length && (isBid ? side[i][0] > price : side[i][0] < price))
    i++;
  const isThere = i < side.length && side[i][0] === price;
  if (qty === 0)
    side.splice(i, isThere ? 1 : 0);
  else
    side.splice(i, isThere ? 1 : 0, [price, qty]);
}

function follow({ symbol, bids, asks, checksum: expected, timestamp }, isSnapshot) {
  const book = isSnapshot ? { bids: [], asks: [] } : books.get(symbol);
  books.set(symbol, book);
  for (const level of bids)
    set(book.bids, true, level);
  for (const level of asks)
    set(book.asks, false, level);
  book.bids.length = Math.min(book.bids.length, Number(depth));
  book.asks.length = Math.min(book.asks.length, Number(depth));
  seen.books++;
  seen[checksum(symbol, book) === expected ? "right" : "wrong"]++;
  if (isSnapshot)
    return;
  seen.first ??= timestamp;
  seen.last = timestamp;
}

function meet(instruments) {
  for (const { symbol, price_precision, qty_precision } of instruments)
    precision.set(symbol, { price: price_precision, quantity: qty_precision });
  const symbol = pairs.length > 0 ? pairs : [...precision.keys()];
  ask("subscribe", { channel: "book", symbol, depth: Number(depth) });
  ask("subscribe", { channel: "ticker", symbol, event_trigger: "bbo" });
  ask("subscribe", { channel: "trade", symbol, snapshot: false });
}

const heard = {
  book: (data, type) => data.forEach(one => follow(one, type === "snapshot")),
  ticker: data => { seen.tickers += data.length; },
  instrument: data => meet(data.pairs),
  trade: data => data.forEach(({ symbol, qty }) => {
    seen.trades++;
    seen.volume[symbol] = (seen.volume[symbol] ?? 0) + qty;
  }),
};

socket.on("open", () => ask("subscribe", { channel: "instrument" }));
socket.on("message", bytes => {
  const { channel, type, data, success } = JSON.parse(bytes);
  if (success === false)
    seen.refused++;
  heard[channel]?.(data, type);
});
socket.on("error", fault => {
  process.stderr.write(`${fault.message}\n`);
  process.exit(1);
});
socket.on("close", (code, reason) => {
  process.stdout.write(`${JSON.stringify({ ...seen, code, reason: reason.toString() })}\n`);
});
