// Instruments by their names, and more of all of them than the page begins with.
import { useEffect, useRef, useState } from "react";
import { nameOf, withFound, type Instrument } from "./model/market";
import { searchPath } from "./searching";
import { ask, askPatiently, Refusal } from "./wire";

// The interface finds no more than this at once: the others are found by what they are called.
export const allMax = 1_000;

/** How many the page begins with. */
const firstMax = 50;
const none: readonly Instrument[] = [];

const known = new Map<string, Instrument>();

const note = (instruments: readonly Instrument[]) => {
  for (const instrument of instruments) known.set(nameOf(instrument), instrument);
};

/** What stands for a name: an instrument, or null where none is named so. A name without a venue is the first venue's. */
async function resolve(name: string): Promise<Instrument | null> {
  const symbol = name.slice(name.indexOf(":") + 1);
  const { instruments } = await ask<{ instruments: Instrument[] }>(searchPath(symbol, 50));
  note(instruments);
  return instruments.find((one) => nameOf(one) === name || one.symbol === name) ?? null;
}

/** The instruments of names, as far as they are known yet; null for a name that no instrument has. */
export function useNamed(names: readonly string[]): ReadonlyMap<string, Instrument | null> {
  const [found, setFound] = useState<ReadonlyMap<string, Instrument | null>>(new Map());
  useEffect(() => {
    let isWanted = true;
    for (const name of names.filter((one) => !found.has(one)))
      (known.has(name) ? Promise.resolve(known.get(name)!) : resolve(name))
        .then((instrument) => isWanted && setFound((before) => new Map(before).set(name, instrument)))
        .catch(() => {});
    return () => {
      isWanted = false;
    };
    // What was found meanwhile is no reason to ask again.
  }, [names]);
  return found;
}

/** All instruments, as many as can be had at once; the first ones until `isAll` asks for the rest. */
export function useAll(first: readonly Instrument[], isAll: boolean): readonly Instrument[] {
  const [rest, setRest] = useState<readonly Instrument[] | null>(null);
  useEffect(() => note(first), [first]);
  useEffect(() => {
    if (!isAll || rest !== null || first.length < firstMax) return;
    ask<{ instruments: Instrument[] }>(searchPath("", allMax)).then(({ instruments }) => {
      note(instruments);
      setRest(instruments);
    }).catch(() => {});
  }, [isAll, rest, first.length]);
  if (!rest) return first;
  return withFound(rest, first);
}

/**
 * The first instruments, the one that is sought even if it is not among them, and those that are listed later: `count` is how
 * many the market has. Why there are none, where they may not be seen.
 */
export function useInstruments(sought: string | null, count: number) {
  const [instruments, setInstruments] = useState(none);
  const [refusal, setRefusal] = useState<string | null>(null);
  const counted = useRef(0);
  const isRead = instruments.length > 0;
  useEffect(() => {
    const isAnother = counted.current > 0 && count !== counted.current;
    counted.current = count;
    if (isRead && !isAnother) return;
    const abort = new AbortController();
    askPatiently<{ instruments: Instrument[] }>(searchPath("", firstMax), abort.signal)
      .then((answer) => setInstruments((before) => withFound(before, answer.instruments)))
      .catch((fault: unknown) => {
        if (!abort.signal.aborted) setRefusal(fault instanceof Refusal ? fault.message : "The server does not answer.");
      });
    return () => abort.abort();
  }, [count, isRead]);
  const isSought = isRead && sought !== null && !instruments.some((one) => nameOf(one) === sought);
  useEffect(() => {
    if (!isSought) return;
    resolve(sought).then((found) => found && setInstruments((before) => withFound(before, [found]))).catch(() => {});
  }, [isSought, sought]);
  return { instruments, refusal };
}
