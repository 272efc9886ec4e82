// Which accounts there are for who is signed in, which of them is meant, and what the exchange lists.
import { useEffect, useState, useSyncExternalStore } from "react";
import type { Listed } from "./model/trading";
import { sessionStore } from "./session";
import { askPatiently } from "./wire";

const keptAs = "bourse.account";
const pagesMax = 10;
const lookMillis = 15_000;

interface Page<T> {
  readonly rows: readonly T[];
  readonly next_cursor: string | null;
}

/** All pages of a list, a bounded number of them. */
async function all<T>(path: string, field: string, signal: AbortSignal): Promise<T[]> {
  const rows: T[] = [];
  let cursor: string | null = null;
  for (let page = 0; page < pagesMax; page++) {
    const asked: string = cursor ? `${path}&cursor=${encodeURIComponent(cursor)}` : path;
    const answer = await askPatiently<Record<string, T[]> & Pick<Page<T>, "next_cursor">>(asked, signal);
    rows.push(...answer[field] as T[]);
    cursor = answer.next_cursor;
    if (cursor === null) break;
  }
  return rows;
}

/** What the exchange lists, looked at again now and then; null until it has said so. */
export function useListed(): readonly Listed[] | null {
  const [listed, setListed] = useState<readonly Listed[] | null>(null);
  useEffect(() => {
    const abort = new AbortController();
    const look = () => {
      all<Listed>("/v1/instruments?limit=1000", "instruments", abort.signal).then(setListed).catch(() => {
        if (!abort.signal.aborted) setListed((before) => before ?? []);
      });
    };
    look();
    const timer = setInterval(() => document.visibilityState === "visible" && look(), lookMillis);
    return () => {
      clearInterval(timer);
      abort.abort();
    };
  }, []);
  return listed;
}

export interface Choice {
  /** Null until they are known, or where nobody is signed in. */
  readonly accounts: readonly string[] | null;
  readonly account: string | null;
  readonly choose: (account: string) => void;
}

/** The accounts of who is signed in; the one that was chosen last in this tab, else the one named as the user, else the first. */
export function useAccountChoice(): Choice {
  const session = useSyncExternalStore(sessionStore.subscribe, sessionStore.read);
  const user = session?.user ?? null;
  const [accounts, setAccounts] = useState<readonly string[] | null>(null);
  const [chosen, setChosen] = useState(() => sessionStorage.getItem(keptAs));
  useEffect(() => {
    setAccounts(null);
    if (user === null) return;
    const abort = new AbortController();
    all<{ account: string }>("/v1/accounts?limit=1000", "accounts", abort.signal)
      .then((found) => setAccounts(found.map((one) => one.account)))
      .catch(() => {});
    return () => abort.abort();
  }, [user]);
  const choose = (account: string) => {
    sessionStorage.setItem(keptAs, account);
    setChosen(account);
  };
  if (!accounts) return { accounts, account: null, choose };
  const account = accounts.find((one) => one === chosen) ?? accounts.find((one) => one === user) ?? accounts[0] ?? null;
  return { accounts, account, choose };
}
