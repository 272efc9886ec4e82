// The keys of the screen, and what is made of those that are pressed one after the other.

export interface KeyHelp {
  readonly keys: string;
  readonly what: string;
}

/** Every key there is, as the overlay of `?` lists them. */
export const keyHelp: readonly KeyHelp[] = [
  { keys: "Ctrl K, /", what: "search for an instrument, a page or something to do" },
  { keys: "g m", what: "go to the market" },
  { keys: "g t", what: "go to trading" },
  { keys: "g s", what: "go to the summary" },
  { keys: "g a", what: "go to the alerts" },
  { keys: "g h", what: "go to the data health" },
  { keys: "j, k", what: "the next, the previous instrument of the watchlist" },
  { keys: "?", what: "these keys" },
  { keys: "Esc", what: "close what lies over the page" },
  { keys: "C, Home", what: "on the ladder: centre it" },
  { keys: "↑ ↓", what: "on the ladder: scroll it" },
  { keys: "B, S", what: "trading: buy, sell" },
  { keys: "A", what: "trading: a click on the ladder places an order" },
  { keys: "Esc Esc", what: "trading: cancel all orders of the instrument" },
  { keys: "← →, PgUp, PgDn, End", what: "on the chart: from bar to bar" },
  { keys: "Space", what: "in the past: hold it, let it go" },
];

export interface Press {
  readonly key: string;
  readonly hasCommand: boolean;
  readonly hasAlt: boolean;
  /** Where text is typed: letters mean themselves there. */
  readonly isTyped: boolean;
  /** In milliseconds of any clock. */
  readonly at: number;
}

const sequenceMillis = 1_200;

/**
 * Reads presses one by one and names what was meant: "g m" for a letter after g, the key itself else, "Ctrl K" with a command key;
 * null for what is typed as text or is only the beginning.
 */
export function keyReader(): (press: Press) => string | null {
  let begun = -Infinity;
  return ({ key, hasCommand, hasAlt, isTyped, at }) => {
    if (hasCommand) return key.toLowerCase() === "k" && !hasAlt ? "Ctrl K" : null;
    if (isTyped || hasAlt) return null;
    const isSecond = at - begun <= sequenceMillis;
    begun = key === "g" && !isSecond ? at : -Infinity;
    if (isSecond) return `g ${key}`;
    return key === "g" ? null : key;
  };
}
