// Joins a private topic with the unmodified Phoenix client and a key, and prints every event with its payload, one a line, until
// so many have come.
//
//   node private.mjs ws://127.0.0.1:8080/socket <key> <topic> <count> [join payload as JSON]
import { Socket } from "phoenix";
import { WebSocket } from "ws";

const [url, key, topic, count, payload] = process.argv.slice(2);
let left = Number(count);

const socket = new Socket(url, { transport: WebSocket, params: { api_key: key } });
socket.connect();

const channel = socket.channel(topic, JSON.parse(payload ?? "{}"));
channel.onMessage = (event, data) => {
  if (!event.startsWith("phx_") && !event.startsWith("chan_reply")) {
    process.stdout.write(`${event} ${JSON.stringify(data)}\n`);
    if (--left === 0)
      socket.disconnect(() => process.exit(0));
  }
  return data;
};
channel.join()
  .receive("ok", (response) => process.stderr.write(`joined ${JSON.stringify(response)}\n`))
  .receive("error", (response) => {
    process.stderr.write(`refused ${JSON.stringify(response)}\n`);
    process.exit(1);
  });
