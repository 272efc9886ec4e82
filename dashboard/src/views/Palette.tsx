import { useEffect, useId, useRef, useState } from "react";
import { pageNames } from "../Frame";
import { nameOf } from "../model/market";
import { offered, type Offer } from "../model/palette";
import { goTo } from "../place";
import { useFound } from "../searching";
import { actions } from "../actions";
import { useChoice } from "./choice";

const foundMax = 20;
const pageKeys: Readonly<Record<string, string>> = { market: "g m", trade: "g t", summary: "g s", alerts: "g a", status: "g h" };

/** Instruments, pages and what can be done, found by what is typed; arrow keys choose, Enter goes, Esc closes. */
export function Palette({ close, showKeys }: { close: () => void; showKeys: () => void }) {
  const [words, setWords] = useState("");
  const list = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current!.showModal(), []);
  const found: readonly Offer[] = useFound(words, foundMax).map((instrument) => ({
    name: instrument.symbol, also: `${instrument.exchange} · ${instrument.name}${instrument.synthetic ? " · synthetic" : ""}`,
    run: () => goTo({ page: "market", instrument: nameOf(instrument), at: null }),
  }));
  const pages = pageNames.map(([page, name]): Offer => ({
    name, also: "page", ...(pageKeys[page] ? { keys: pageKeys[page] } : {}), run: () => goTo({ page, at: null }),
  }));
  const offers = [...found, ...offered([...pages, ...actions(), { name: "Keys", also: "help", keys: "?", run: showKeys }], words)];
  const pick = (place: number) => {
    close();
    offers[place]!.run();
  };
  const { active, onKeyDown } = useChoice(offers.length, words, pick, close);
  useEffect(() => {
    document.getElementById(`${list}-${active}`)?.scrollIntoView({ block: "nearest" });
  }, [list, active]);
  return (
    <dialog ref={dialog} className="over palette" aria-label="Search" onClose={close}
      onClick={(event) => event.target === dialog.current && close()}>
      <input type="text" role="combobox" aria-label="Search" aria-expanded="true" aria-controls={list} aria-autocomplete="list" autoFocus
        aria-activedescendant={offers.length > 0 ? `${list}-${active}` : undefined} autoComplete="off" spellCheck={false}
        placeholder="an instrument, a page, something to do…" value={words}
        onChange={(event) => setWords(event.target.value)} onKeyDown={onKeyDown} />
      <ul id={list} role="listbox" aria-label="Found">
        {offers.map(({ name, also, keys }, place) => (
          <li key={`${name} ${also}`} id={`${list}-${place}`} role="option" aria-selected={place === active}
            onClick={() => pick(place)}>
            <b>{name}</b><span>{also}</span>{keys && <kbd>{keys}</kbd>}
          </li>
        ))}
      </ul>
      {offers.length === 0 && <p className="none">Nothing is named so.</p>}
    </dialog>
  );
}
