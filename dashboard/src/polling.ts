// Answers that are asked for again and again, as long as somebody looks.
import { useEffect, useState } from "react";
import { reasonOf } from "./notices";

export interface Polled<T> {
  readonly value: T | null;
  /** Why the last question was not answered; the value is then the one before. */
  readonly fault: string | null;
  /** When the value came, on the clock of Date.now; 0 before. */
  readonly at: number;
}

/** Asks at once, and so long after each answer; never while the page is hidden. Another `ask` begins anew. */
export function usePolled<T>(ask: ((signal: AbortSignal) => Promise<T>) | null, millis: number): Polled<T> {
  const [polled, setPolled] = useState<Polled<T>>({ value: null, fault: null, at: 0 });
  useEffect(() => {
    if (!ask) return;
    const abort = new AbortController();
    let timer = 0;
    let isAsking = false;
    const turn = async () => {
      clearTimeout(timer);
      if (document.hidden || isAsking) return;
      isAsking = true;
      const outcome = await ask(abort.signal).then(
        (value) => () => setPolled({ value, fault: null, at: Date.now() }),
        (fault: unknown) => () => setPolled((before) => ({ ...before, fault: reasonOf(fault) })),
      );
      isAsking = false;
      if (abort.signal.aborted) return;
      outcome();
      timer = window.setTimeout(turn, millis);
    };
    document.addEventListener("visibilitychange", turn);
    void turn();
    return () => {
      abort.abort();
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", turn);
    };
  }, [ask, millis]);
  return polled;
}
