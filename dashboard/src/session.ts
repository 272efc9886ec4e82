// Who is signed in: by a token of a quarter of an hour, kept in this tab only. As long as the page is not loaded anew it also knows,
// in memory, what the token was made from, and makes another before it ends: none can be made from a token that lives longer.
import { kept, lifeOf, stateOf, type Session } from "./model/session";
import { say, unsay } from "./notices";
import { ask, reconnect, Refusal, send, signAs } from "./wire";

const keptAs = "bourse.session";
const lookMillis = 5_000;
const listeners = new Set<() => void>();
let session: Session | null = null;
let hasEnded = false;
let again: (() => Promise<Session>) | null = null;

/** For useSyncExternalStore: who is signed in; null is nobody. */
export const sessionStore = {
  subscribe(listener: () => void) {
    listeners.add(listener);
    return () => {
      listeners.delete(listener);
    };
  },
  read: () => session,
  /** Somebody was signed in, and is no longer without having asked for it. */
  hasEnded: () => hasEnded,
  /** When it ends by itself, in milliseconds since 1970; null where it goes on as long as the page. */
  endsAt: () => (session && !again ? session.begun + lifeOf(session.token) : null),
};

/** Takes up what this tab kept. */
export function restoreSession() {
  setInterval(look, lookMillis);
  document.addEventListener("visibilitychange", look);
  const found = kept(sessionStorage.getItem(keptAs));
  if (!found) return;
  take(found);
  look();
  // What it may has perhaps changed since.
  if (session)
    ask<Session>("/v1/me").then(({ user, role, scopes }) => session && take({ ...session, user, role, scopes })).catch(() => {});
}

export const signInWithKey = (key: string) => signIn({}, { "X-API-Key": key.trim() });

export const signInWithPassword = (user: string, password: string) => signIn({ user: user.trim(), password }, {});

async function signIn(body: object, headers: Record<string, string>) {
  const make = async (): Promise<Session> => {
    const { token, user, role, scopes } = await send<Session>("POST", "/v1/tokens", { body, headers, isSigned: false });
    return { token, user, role, scopes, begun: Date.now() };
  };
  const made = await make();
  again = make;
  take(made);
  reconnect();
}

export function signOut() {
  end();
  hasEnded = false;
  reconnect();
  tell();
}

function take(next: Session) {
  unsay("session");
  session = next;
  hasEnded = false;
  sessionStorage.setItem(keptAs, JSON.stringify(next));
  signAs(next.token, () => void renew());
  tell();
}

function end() {
  session = null;
  again = null;
  hasEnded = true;
  sessionStorage.removeItem(keptAs);
  signAs(null);
  tell();
}

function expire() {
  end();
  say({ about: "session", kind: "warn", text: "The session has ended: sign in to go on. Open orders stay open.", stays: true });
}

function look() {
  if (!session) return;
  const state = stateOf(session, Date.now());
  if (state === "over" && !again) expire();
  else if (state !== "good" && again) void renew();
}

// A server that does not answer may do so the next time.
async function renew() {
  if (!again) return expire();
  try {
    const next = await again();
    if (session) take(next);
  } catch (fault) {
    if (fault instanceof Refusal && (fault.status === 401 || fault.status === 403)) expire();
  }
}

function tell() {
  for (const listener of listeners) listener();
}
