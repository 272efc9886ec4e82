// Who is signed in: a token of a quarter of an hour, which renews itself, and is kept in this tab only.
import { kept, stateOf, type Session } from "./model/session";
import { ask, Refusal, send, signAs } from "./wire";

const keptAs = "bourse.session";
const lookMillis = 10_000;
const listeners = new Set<() => void>();
let session: Session | null = null;
let wasEnded = false;

/** For useSyncExternalStore: who is signed in; null is nobody. */
export const sessionStore = {
  subscribe(listener: () => void) {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  read: () => session,
  /** Somebody was signed in, and is no longer without having asked for it. */
  hasEnded: () => wasEnded,
};

/** Takes up what this tab kept, and goes on renewing it. */
export function restoreSession() {
  const found = kept(sessionStorage.getItem(keptAs));
  if (found) begin(found);
  setInterval(look, lookMillis);
  document.addEventListener("visibilitychange", look);
  look();
  // What it may has perhaps changed since.
  if (session)
    ask<Session>("/v1/me").then(({ user, role, scopes }) => session && begin({ ...session, user, role, scopes })).catch(() => {});
}

export const signInWithKey = (key: string) => signIn({}, { "X-API-Key": key.trim() });

export const signInWithPassword = (user: string, password: string) => signIn({ user: user.trim(), password }, {});

async function signIn(body: object, headers: Record<string, string>) {
  signAs(null);
  begin(await made(body, headers));
  // The page and its connection begin anew, as somebody else's.
  location.reload();
}

export function signOut() {
  sessionStorage.removeItem(keptAs);
  location.reload();
}

async function made(body: object, headers: Record<string, string> = {}): Promise<Session> {
  const { token, user, role, scopes } = await send<Session>("POST", "/v1/tokens", { body, headers });
  return { token, user, role, scopes, begun: Date.now() };
}

function begin(next: Session) {
  session = next;
  wasEnded = false;
  sessionStorage.setItem(keptAs, JSON.stringify(next));
  signAs(next.token, end);
  tell();
}

function end() {
  session = null;
  wasEnded = true;
  sessionStorage.removeItem(keptAs);
  signAs(null);
  tell();
}

function look() {
  if (!session) return;
  const state = stateOf(session, Date.now());
  if (state === "over") end();
  else if (state === "old")
    made({}).then((next) => session && begin(next)).catch((fault: unknown) => {
      if (fault instanceof Refusal && fault.status === 403) end();
    });
}

function tell() {
  for (const listener of listeners) listener();
}
