// Joins stock:trades with the unmodified Phoenix client and prints the sequence of every trade, one a line, until
// the last one asked for. It joins again by itself when the connection is lost, after the last trade it has.
//
//   node trades.mjs ws://127.0.0.1:8080/socket <from> <last sequence> [symbols, with commas]
import { Socket } from "phoenix";
import { WebSocket } from "ws";

const [url, from, last, symbols] = process.argv.slice(2);
let next = Number(from);

const socket = new Socket(url, {
  transport: WebSocket,
  heartbeatIntervalMs: 5_000,
  reconnectAfterMs: () => 50,
  rejoinAfterMs: () => 50,
});
socket.connect();

const channel = socket.channel("stock:trades", () => ({ from: next, symbols: symbols?.split(",") }));
channel.on("trade", ({ symbol, data }) => {
  process.stdout.write(`${data.sequence} ${symbol}\n`);
  next = data.sequence + 1;
  if (data.sequence >= Number(last)) {
    channel.leave();
    socket.disconnect(() => process.exit(0));
  }
});
channel.on("live", ({ from_sequence }) => process.stderr.write(`live from ${from_sequence}\n`));
channel.join()
  .receive("ok", (response) => process.stderr.write(`joined ${JSON.stringify(response)}\n`))
  .receive("error", (response) => {
    process.stderr.write(`refused ${JSON.stringify(response)}\n`);
    process.exit(1);
  });
