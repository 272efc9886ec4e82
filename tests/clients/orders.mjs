// Joins orders:{account} with the unmodified Phoenix client and prints "<sequence> <event>" of every event, one a line,
// until the last sequence asked for. It joins again by itself when the connection is lost, after the last event it has, and
// ends with 2 when it finds that it has missed one.
//
//   node orders.mjs ws://127.0.0.1:8080/socket <api key> <account> <from> <last sequence>
import { Socket } from "phoenix";
import { WebSocket } from "ws";

const [url, key, account, from, until] = process.argv.slice(2);
let last = Number(from) - 1;

const events = [
  "accepted", "activated", "balance", "cancelled", "ended", "expired", "filled", "kill", "limits", "mass_cancelled", "opened",
  "position", "reduced", "rejected", "repeated", "replaced", "transfer", "triggered",
];

const socket = new Socket(url, {
  transport: WebSocket,
  params: { api_key: key },
  heartbeatIntervalMs: 5_000,
  reconnectAfterMs: () => 50,
  rejoinAfterMs: () => 50,
});
socket.connect();

const channel = socket.channel(`orders:${account}`, () => ({ from: last + 1 }));
for (const name of events)
  channel.on(name, ({ data }) => {
    if (data.previous_sequence > last) {
      process.stderr.write(`missed ${data.previous_sequence} after ${last}\n`);
      process.exit(2);
    }
    process.stdout.write(`${data.sequence} ${name}\n`);
    last = data.sequence;
    if (last >= Number(until)) {
      channel.leave();
      socket.disconnect(() => process.exit(0));
    }
  });
channel.on("live", ({ from_sequence }) => { last = Math.max(last, from_sequence - 1); });
channel.join()
  .receive("error", (response) => {
    process.stderr.write(`refused ${JSON.stringify(response)}\n`);
    process.exit(1);
  });
