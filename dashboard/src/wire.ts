// The only place that talks to the server: one socket with all its channels, and requests beside it. It joins again after a
// lost connection from where it was, asks again for what a slow moment made it miss, and says how the connection is.
import { Socket } from "phoenix";

/** How the connection is: `live` only while the server has said something within the last few seconds. */
export type Connection = "connecting" | "live" | "stale" | "reconnecting";

/** What a channel hands out: `data` of each event, by the event's name. */
export type Handlers = Readonly<Record<string, (data: never, symbol: string) => void>>;

export interface Feed {
  readonly topic: string;
  /** Asked at each join, so that a join after a loss can begin where the last one ended. */
  readonly payload: () => object;
  readonly events: Handlers;
  readonly joined?: (reply: { live_from?: number; replay_from?: number }) => void;
  /** A join was refused; it is tried again. */
  readonly refused?: (reason: string) => void;
  /** Events were left out, because this client was too slow. */
  readonly lagging?: (lost: { dropped: number; from_sequence: number; to_sequence: number }) => void;
}

const heartbeatMillis = 10_000;
// The summary comes once a second: without it for so long, something between here and there stands still.
const silenceMillis = 4_000;

const key = () => sessionStorage.getItem("bourse.key") ?? "";
const listeners = new Set<() => void>();
let connection: Connection = "connecting";
let heardAt = 0;

const socket = new Socket(`${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/socket`, {
  heartbeatIntervalMs: heartbeatMillis,
  reconnectAfterMs: (tries: number) => [50, 100, 200, 400, 800, 1_500][tries - 1] ?? 3_000,
  rejoinAfterMs: (tries: number) => [200, 500, 1_000][tries - 1] ?? 3_000,
  params: () => (key() ? { api_key: key() } : {}),
});

function become(next: Connection) {
  if (next === connection) return;
  connection = next;
  for (const listener of listeners) listener();
}

/** Connects, once for the life of the page. */
export function connect() {
  socket.onOpen(() => {
    heardAt = performance.now();
    become("live");
  });
  socket.onClose(() => become(connection === "connecting" ? "connecting" : "reconnecting"));
  socket.onMessage(() => {
    heardAt = performance.now();
  });
  setInterval(() => {
    if (socket.isConnected()) become(performance.now() - heardAt > silenceMillis ? "stale" : "live");
  }, 500);
  socket.connect();
}

/** For useSyncExternalStore. */
export const connectionStore = {
  subscribe(listener: () => void) {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  read: () => connection,
};

/** Opens a channel; the function that comes back closes it. A later one of the same topic takes its place. */
export function open(feed: Feed): () => void {
  let isOpen = true;
  // The client evaluates a function at each join; its type knows only objects.
  const channel = socket.channel(feed.topic, feed.payload as unknown as object);
  for (const [event, handle] of Object.entries(feed.events))
    channel.on(event, (message: { data: never; symbol: string }) => {
      if (isOpen) handle(message.data, message.symbol);
    });
  channel.on("lagging", (lost) => {
    if (isOpen) feed.lagging?.(lost);
  });
  channel.join()
    .receive("ok", (reply) => {
      if (isOpen) feed.joined?.(reply);
    })
    .receive("error", (reply: { reason: string }) => {
      if (isOpen) feed.refused?.(reply.reason);
    });
  return () => {
    isOpen = false;
    channel.leave();
  };
}

/** The reason of a refused request, as the server gave it. */
export class Refusal extends Error {
  constructor(readonly status: number, readonly code: string, detail: string) {
    super(detail);
  }
}

/** Asks the interface for JSON. */
export async function ask<T>(path: string, signal?: AbortSignal): Promise<T> {
  const answer = await fetch(path, {
    headers: key() ? { "X-API-Key": key() } : {},
    ...(signal ? { signal } : {}),
  });
  const body = await answer.json();
  if (!answer.ok) throw new Refusal(answer.status, body.code ?? "", body.detail ?? answer.statusText);
  return body as T;
}

/** Asks until it is answered: a server that is starting says 503 for a while. */
export async function askPatiently<T>(path: string, signal: AbortSignal): Promise<T> {
  for (let tries = 0; ; tries++) {
    try {
      return await ask<T>(path, signal);
    } catch (fault) {
      if (signal.aborted || (fault instanceof Refusal && fault.status < 500 && fault.status !== 429)) throw fault;
      await new Promise((resolve) => setTimeout(resolve, Math.min(200 * 2 ** tries, 3_000)));
    }
  }
}

/** The key that requests are made with from now on; empty for none. */
export function useKey(text: string) {
  sessionStorage.setItem("bourse.key", text);
  location.reload();
}
