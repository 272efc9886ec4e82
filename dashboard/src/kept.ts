// What this browser keeps of how the screen is set up. A browser that keeps nothing, or something else, is no fault.
import { useState } from "react";

/** A value that outlives the page; `read` makes sense of whatever is found, also of nothing. */
export function useKept<T>(name: string, read: (text: string | null) => T): [T, (value: T) => void] {
  const [value, setValue] = useState(() => read(localStorage.getItem(name)));
  return [value, (next) => {
    keep(name, next);
    setValue(next);
  }];
}

/** What was kept; null where nothing was, or nothing that can be read. */
export function kept<T>(name: string): T | null {
  try {
    return JSON.parse(localStorage.getItem(name) ?? "null") as T | null;
  } catch {
    return null;
  }
}

export function keep(name: string, value: unknown) {
  try {
    localStorage.setItem(name, JSON.stringify(value));
  } catch {
    // Full, or not allowed: it is then as at first the next time.
  }
}
