// Stays connected with the unmodified Phoenix client for some heartbeats, then says how many were answered.
//
//   node heartbeat.mjs ws://127.0.0.1:8080/socket <heartbeats>
import { Socket } from "phoenix";
import { WebSocket } from "ws";

const [url, wanted] = process.argv.slice(2);
let answered = 0;

const socket = new Socket(url, { transport: WebSocket, heartbeatIntervalMs: 100 });
socket.onMessage(({ topic, event, payload }) => {
  if (topic === "phoenix" && event === "phx_reply" && payload.status === "ok") answered++;
  if (answered === Number(wanted)) {
    process.stdout.write(`${answered} answered\n`);
    socket.disconnect(() => process.exit(0));
  }
});
socket.connect();
