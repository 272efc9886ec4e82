// Which instruments stand beside the one that is looked at, in the order of the list that is shown.
import { goTo, lastInstrument } from "./place";

let names: readonly string[] = [];

export function setNeighbours(next: readonly string[]) {
  names = next;
}

/** Goes on to the one so many places further down; from the last to the first. */
export function neighbour(step: number) {
  if (names.length === 0) return;
  const here = names.indexOf(lastInstrument() ?? names[0]!);
  const there = here < 0 ? 0 : (here + step + names.length) % names.length;
  goTo({ instrument: names[there]! });
}
