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

const answerMillisMax = 15_000;

let token: string | null = null;
let refused = () => {};
const listeners = new Set<() => void>();
let connection: Connection = "connecting";
let heardAt = 0;
const counted = { frames: 0, lagging: 0, leftOut: 0, losses: 0, roundTripMillis: null as number | null };

const socket = new Socket(`${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/socket`, {
  heartbeatIntervalMs: heartbeatMillis,
  reconnectAfterMs: (tries: number) => [50, 100, 200, 400, 800, 1_500][tries - 1] ?? 3_000,
  rejoinAfterMs: (tries: number) => [200, 500, 1_000][tries - 1] ?? 3_000,
  params: () => (token ? { token } : {}),
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
  socket.onClose(() => {
    if (connection === "live" || connection === "stale") counted.losses++;
    become(connection === "connecting" ? "connecting" : "reconnecting");
  });
  socket.onMessage(() => {
    counted.frames++;
    heardAt = performance.now();
  });
  setInterval(() => {
    if (socket.isConnected()) become(performance.now() - heardAt > silenceMillis ? "stale" : "live");
  }, 500);
  socket.connect();
}

/** Connects anew, as whoever is signed in by now. */
export function reconnect() {
  socket.disconnect(() => socket.connect());
}

/** For useSyncExternalStore. */
export const connectionStore = {
  subscribe(listener: () => void) {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  read: () => connection,
};

/** What this browser has seen of the connection since it was opened: totals, and how long the last ping took. */
export const traffic = () => ({ ...counted, channels: (socket as unknown as { channels: unknown[] }).channels.length });

/** Asks the server for a sign of life, to see how long that takes. */
export function ping() {
  const asked = performance.now();
  socket.ping(() => {
    counted.roundTripMillis = performance.now() - asked;
  });
}

/** Closes a channel, or says something on it: once it is joined, where it is not yet. */
export type Opened = (() => void) & { readonly say: (event: string, payload: object) => void };

/** Opens a channel. A later one of the same topic takes its place. */
export function open(feed: Feed): Opened {
  let isOpen = true;
  // The client evaluates a function at each join; its type knows only objects.
  const channel = socket.channel(feed.topic, feed.payload as unknown as object);
  for (const [event, handle] of Object.entries(feed.events))
    channel.on(event, (message: { data: never; symbol: string }) => {
      if (isOpen) handle(message.data, message.symbol);
    });
  channel.on("lagging", (lost) => {
    counted.lagging++;
    counted.leftOut += lost.dropped ?? 0;
    if (isOpen) feed.lagging?.(lost);
  });
  channel.join()
    .receive("ok", (reply) => {
      if (isOpen) feed.joined?.(reply);
    })
    .receive("error", (reply: { reason: string }) => {
      if (isOpen) feed.refused?.(reply.reason);
    });
  const close = () => {
    isOpen = false;
    channel.leave();
  };
  return Object.assign(close, { say: (event: string, payload: object) => void channel.push(event, payload) });
}

/** The reason of a refused request, as the server gave it. */
export class Refusal extends Error {
  constructor(
    readonly status: number, readonly code: string, detail: string,
    /** What is at fault of what was sent; null where no field is. */
    readonly field: string | null = null,
    /** Seconds until it may be tried again; null where nothing is said of it. */
    readonly retryAfter: number | null = null,
  ) {
    super(detail);
  }
}

/** What requests and the next connection are made with from now on; null for nothing. What is refused then is told. */
export function signAs(text: string | null, onRefused: () => void = () => {}) {
  token = text;
  refused = onRefused;
}

/** Asks the interface for JSON. */
export const ask = <T>(path: string, signal?: AbortSignal): Promise<T> => request<T>("GET", path, { signal });

export interface Sent {
  readonly body?: object | undefined;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** As who is signed in, which is meant when it is left out. */
  readonly isSigned?: boolean;
  readonly signal?: AbortSignal | undefined;
}

/** Asks for something to be done. Without an answer in time it is not known whether it was: the error is no Refusal then. */
export const send = <T>(method: "POST" | "PATCH" | "PUT" | "DELETE", path: string, sent: Sent = {}): Promise<T> =>
  request<T>(method, path, { ...sent, signal: sent.signal ?? AbortSignal.timeout(answerMillisMax) });

async function request<T>(method: string, path: string, { body, headers, isSigned = true, signal }: Sent): Promise<T> {
  const used = isSigned ? token : null;
  const answer = await fetch(path, {
    method,
    headers: {
      ...(used ? { Authorization: `Bearer ${used}` } : {}),
      ...(body ? { "Content-Type": "application/json" } : {}),
      ...headers,
    },
    ...(body ? { body: JSON.stringify(body) } : {}),
    ...(signal ? { signal } : {}),
  });
  if (answer.ok) return (answer.status === 204 ? undefined : await answer.json()) as T;
  if (answer.status === 401 && used && used === token) refused();
  const said = await answer.json().catch(() => ({}));
  const after = Number(answer.headers.get("Retry-After"));
  throw new Refusal(answer.status, said.code ?? "", said.detail ?? answer.statusText, said.field ?? null, after > 0 ? after : null);
}

/** Asks for a text, that of a server which is not ready (503) included: it then says why. */
export async function askText(path: string, signal: AbortSignal): Promise<string> {
  const answer = await fetch(path, { headers: token ? { Authorization: `Bearer ${token}` } : {}, signal });
  if (!answer.ok && answer.status !== 503) throw new Refusal(answer.status, "", answer.statusText);
  return answer.text();
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
