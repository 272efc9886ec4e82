// The watchlists: a signed-in user's are kept by the server, everybody else's by this browser.
import { kept, keep } from "./kept";
import { freeName, listsIn, type NamedList } from "./model/lists";
import { sayWhy } from "./notices";
import { sessionStore } from "./session";
import { ask, send } from "./wire";

const keptAs = "bourse.watchlists";
const listeners = new Set<() => void>();
let lists: readonly NamedList[] = [];
let reading: Promise<void> | null = null;
let readAs: string | null = null;
let sent: Promise<unknown> = Promise.resolve();

interface Answered {
  readonly id: number;
  readonly user: string;
  readonly name: string;
  readonly symbols: readonly { readonly symbol: string }[];
}

const listOf = ({ id, name, symbols }: Answered): NamedList => ({ id: `${id}`, name, symbols: symbols.map((one) => one.symbol) });

/** For useSyncExternalStore; read when first looked at. */
export const listStore = {
  subscribe(listener: () => void) {
    listeners.add(listener);
    reading ??= read();
    return () => {
      listeners.delete(listener);
    };
  },
  read: () => lists,
};

// A token that was renewed is no other user.
sessionStore.subscribe(() => {
  if (reading && readAs !== (sessionStore.read()?.user ?? null)) reading = read();
});

function become(next: readonly NamedList[]) {
  lists = next;
  for (const listener of listeners) listener();
}

async function read() {
  const session = sessionStore.read();
  readAs = session?.user ?? null;
  if (!session) return become(listsIn(kept(keptAs)));
  try {
    // An admin would be shown everybody's.
    const whose = session.role === "admin" ? `&user=${encodeURIComponent(session.user)}` : "";
    const { watchlists } = await ask<{ watchlists: Answered[] }>(`/v1/watchlists?limit=1000${whose}`);
    become(watchlists.map(listOf));
  } catch (fault) {
    sayWhy("watchlists", fault);
  }
}

/** A new list; its id, or null where the server did not want it. */
export async function makeList(symbols: readonly string[] = []): Promise<string | null> {
  await reading;
  const name = freeName(lists);
  if (!sessionStore.read()) {
    const list = { id: `${Date.now()}`, name, symbols };
    keepHere([...lists, list]);
    return list.id;
  }
  try {
    const list = listOf(await send<Answered>("POST", "/v1/watchlists", { body: { name, symbols } }));
    become([...lists, list]);
    return list.id;
  } catch (fault) {
    sayWhy("watchlists", fault);
    return null;
  }
}

/** Changes a list here at once and then where it is kept; what is refused there is taken back. */
export function changeList(id: string, change: Partial<Pick<NamedList, "name" | "symbols">>) {
  const next = lists.map((list) => (list.id === id ? { ...list, ...change } : list));
  return store(next, () => send("PATCH", `/v1/watchlists/${id}`, { body: change }));
}

export function removeList(id: string) {
  return store(lists.filter((list) => list.id !== id), () => send("DELETE", `/v1/watchlists/${id}`));
}

async function store(next: readonly NamedList[], tellServer: () => Promise<unknown>) {
  if (!sessionStore.read()) return keepHere(next);
  become(next);
  try {
    // One after the other: the latest change is to be the last that the server hears of.
    await (sent = sent.catch(() => {}).then(tellServer));
  } catch (fault) {
    sayWhy("watchlists", fault);
    await read();
  }
}

function keepHere(next: readonly NamedList[]) {
  keep(keptAs, next);
  become(next);
}
