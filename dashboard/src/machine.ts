// The time machine: which past moment is looked at, and how fast it goes by.
import { useCallback, useEffect, useState } from "react";
import { PastClock } from "./model/moments";
import { goTo } from "./place";

export const speeds = [1, 2, 5, 10, 30, 60, 300, 1_000] as const;

export interface Machine {
  /** Null while the present is shown. */
  readonly clock: PastClock | null;
  /** How fast it goes when it is not held. */
  readonly speed: number;
  readonly isHeld: boolean;
  /** To another moment, in milliseconds since 1970; null is the present. */
  readonly travel: (moment: number | null) => void;
  readonly hold: (isHeld: boolean) => void;
  readonly setSpeed: (speed: number) => void;
}

/** @param at The moment in the address. */
export function useMachine(at: string | null): Machine {
  const [speed, setSpeed] = useState(1);
  const [isHeld, setHeld] = useState(false);
  const [clock, setClock] = useState<PastClock | null>(null);
  const moment = at === null ? NaN : Date.parse(at);
  useEffect(() => setClock(Number.isNaN(moment) ? null : new PastClock(moment, isHeld ? 0 : speed)), [moment]);
  const turn = (next: number) => clock && setClock(new PastClock(clock.now(), next));
  const travel = useCallback((to: number | null) => {
    if (to === null) setHeld(false);
    goTo({ page: "market", at: to === null ? null : new Date(to).toISOString() });
  }, []);
  return {
    clock, speed, isHeld, travel,
    hold(next) {
      setHeld(next);
      turn(next ? 0 : speed);
    },
    setSpeed(next) {
      setSpeed(next);
      if (!isHeld) turn(next);
    },
  };
}
