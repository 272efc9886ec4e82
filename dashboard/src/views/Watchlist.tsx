import { useEffect, useState, useSyncExternalStore } from "react";
import { useAll, useNamed } from "../instruments";
import { keep, kept } from "../kept";
import { changeList, listStore } from "../lists";
import { withName, type NamedList } from "../model/lists";
import { nameOf, type Instrument } from "../model/market";
import { setNeighbours } from "../neighbours";
import { useFound } from "../searching";
import { ListChoice, ListEdit } from "./ListChoice";
import { useVisible } from "./visible";
import { WatchRow } from "./WatchRow";
import "./watchlist.css";

const foundMax = 100;
const keptAs = "bourse.watchlist";

/** All instruments, or those of a list of one's own, with last price, change, spread and the last hour as a line. */
export function Watchlist({ instruments, selected }: { instruments: readonly Instrument[]; selected: string | null }) {
  const lists = useSyncExternalStore(listStore.subscribe, listStore.read);
  const [chosen, setChosen] = useState(() => kept<string>(keptAs));
  const [isEdited, setEdited] = useState(false);
  const [words, setWords] = useState("");
  const list = lists.find((one) => one.id === chosen) ?? null;
  const choose = (id: string | null) => {
    keep(keptAs, id);
    setChosen(id);
    setEdited(false);
    setWords("");
  };
  return (
    <section className="pane watch" aria-label="Watchlist">
      <header>
        <h2 className="unseen">Watchlist</h2>
        <ListChoice lists={lists} chosen={list?.id ?? null} choose={choose} isEdited={isEdited} setEdited={setEdited} />
        <input className="push" type="search" aria-label="Find an instrument" placeholder={list ? "find, add" : "find"} value={words}
          onChange={(event) => setWords(event.target.value)} />
      </header>
      {list && isEdited && <ListEdit key={list.id} list={list} lists={lists} removed={() => choose(null)} />}
      {words.trim() !== "" ? <Found words={words} list={list} selected={selected} />
        : list ? <Named list={list} selected={selected} isEdited={isEdited} />
        : <All instruments={instruments} selected={selected} />}
    </section>
  );
}

function All({ instruments, selected }: { instruments: readonly Instrument[]; selected: string | null }) {
  const [isAll, setAll] = useState(false);
  const all = useAll(instruments, isAll);
  return <Rows entries={all.map(entryOf)} selected={selected} reachedEnd={() => setAll(true)} />;
}

function Found({ words, list, selected }: { words: string; list: NamedList | null; selected: string | null }) {
  const found = useFound(words, foundMax);
  const add = list && {
    to: list.symbols,
    add: (name: string) => void changeList(list.id, { symbols: withName(list.symbols, name) }),
  };
  return <Rows entries={found.map(entryOf)} selected={selected} empty="Nothing is named so." {...(add ? { add } : {})} />;
}

function Named({ list, selected, isEdited }: { list: NamedList; selected: string | null; isEdited: boolean }) {
  const found = useNamed(list.symbols);
  const entries = list.symbols.map((name): Entry => [name, found.get(name)]);
  return (
    <Rows entries={entries} selected={selected} edited={isEdited ? list : null}
      empty="Nothing is in it yet: find instruments above and add them." />
  );
}

/** A name with its instrument: null where none is named so, undefined where that is not known yet. */
type Entry = readonly [name: string, instrument: Instrument | null | undefined];

const entryOf = (instrument: Instrument): Entry => [nameOf(instrument), instrument];

function Rows({ entries, selected, add, edited, empty, reachedEnd }: {
  entries: readonly Entry[]; selected: string | null; add?: { to: readonly string[]; add: (name: string) => void };
  edited?: NamedList | null; empty?: string; reachedEnd?: () => void;
}) {
  const { place, from, to, rowPixels } = useVisible(entries.length);
  const names = entries.flatMap(([, instrument]) => (instrument ? [nameOf(instrument)] : [])).join("\n");
  useEffect(() => {
    setNeighbours(names === "" ? [] : names.split("\n"));
    return () => setNeighbours([]);
  }, [names]);
  const isAtEnd = entries.length > 0 && to === entries.length;
  useEffect(() => {
    if (isAtEnd) reachedEnd?.();
  }, [isAtEnd, reachedEnd]);
  return (
    <div className="fill" ref={place}>
      <ul className="rows">
        <li role="presentation" style={{ height: from * rowPixels }} />
        {entries.slice(from, to).map(([name, instrument], i) => (
          <WatchRow key={name} name={name} instrument={instrument}
            isSelected={instrument ? nameOf(instrument) === selected : false} place={from + i + 1} count={entries.length} edited={edited ?? null}
            {...(add ? { isIn: add.to.includes(name), add: () => add.add(name) } : {})} />
        ))}
        <li role="presentation" style={{ height: (entries.length - to) * rowPixels }} />
      </ul>
      {entries.length === 0 && empty && <p className="empty">{empty}</p>}
    </div>
  );
}
