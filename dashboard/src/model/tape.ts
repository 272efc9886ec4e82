import type { Trade } from "./market";

/** As many trades as are kept. */
export const tradesMax = 500;

/** The last trades, newest first, each once. */
export type Tape = readonly Trade[];

/** With one more trade: usually the newest; one that is there already changes nothing. */
export function withTrade(tape: Tape, trade: Trade): Tape {
  return withTrades(tape, [trade]);
}

/** With more trades in any order, from before or after those that are there. */
export function withTrades(tape: Tape, trades: readonly Trade[]): Tape {
  const newest = tape[0]?.sequence ?? 0;
  if (trades.every((trade) => trade.sequence > newest))
    return [...trades.toSorted((left, right) => right.sequence - left.sequence), ...tape].slice(0, tradesMax);
  const known = new Map(tape.map((trade) => [trade.sequence, trade]));
  for (const trade of trades) known.set(trade.sequence, trade);
  return [...known.values()].sort((left, right) => right.sequence - left.sequence).slice(0, tradesMax);
}

export const atLeast = (tape: Tape, size: number): Tape => (size > 0 ? tape.filter((trade) => trade.size >= size) : tape);
