// What the page shows is in its path, so that it can be kept, sent and gone back to.
import { useSyncExternalStore } from "react";

const listeners = new Set<() => void>();

const tell = () => {
  for (const listener of listeners) listener();
};

window.addEventListener("popstate", tell);

/** The instrument in the path, as VENUE:SYMBOL; null where none is named. */
const read = () => {
  const named = /^\/market\/([^/]+)$/.exec(location.pathname)?.[1];
  return named ? decodeURIComponent(named) : null;
};

export function usePlace(): string | null {
  return useSyncExternalStore((listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, read);
}

export function goTo(name: string) {
  history.pushState(null, "", `/market/${encodeURIComponent(name).replace("%3A", ":")}`);
  tell();
}
