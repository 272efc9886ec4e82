// Instruments by what is typed, as the server finds them.
import { useEffect, useState } from "react";
import type { Instrument } from "./model/market";
import { ask } from "./wire";

const pauseMillis = 120;
const none: readonly Instrument[] = [];

export const searchPath = (words: string, limit: number) => {
  const text = words.trim().slice(0, 64);
  return `/api/v1/stocks/search?limit=${limit}${text ? `&q=${encodeURIComponent(text)}` : ""}`;
};

/** What is found for the words once typing pauses, the best first; nothing for no words. */
export function useFound(words: string, limit: number): readonly Instrument[] {
  const [found, setFound] = useState(none);
  useEffect(() => {
    if (words.trim() === "") {
      setFound(none);
      return;
    }
    const abort = new AbortController();
    const timer = setTimeout(() => {
      ask<{ instruments: Instrument[] }>(searchPath(words, limit), abort.signal)
        .then((answer) => setFound(answer.instruments))
        .catch(() => {});
    }, pauseMillis);
    return () => {
      abort.abort();
      clearTimeout(timer);
    };
  }, [words, limit]);
  return found;
}
