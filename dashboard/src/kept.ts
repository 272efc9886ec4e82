// What this browser keeps of how the screen is set up.
import { useState } from "react";

/** A value that outlives the page; `read` makes sense of whatever is found, also of nothing. */
export function useKept<T>(name: string, read: (text: string | null) => T): [T, (value: T) => void] {
  const [value, setValue] = useState(() => read(localStorage.getItem(name)));
  return [value, (next) => {
    localStorage.setItem(name, JSON.stringify(next));
    setValue(next);
  }];
}
