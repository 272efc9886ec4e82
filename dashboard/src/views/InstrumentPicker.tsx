import { useId, useState } from "react";
import { nameOf, type Instrument } from "../model/market";
import { useFound } from "../searching";
import { useChoice } from "./choice";

const shownMax = 8;

/** A field that finds instruments as one types; choosing one hands its name over. */
export function InstrumentPicker({ label, value, placeholder, pick }: {
  label: string; value?: string; placeholder?: string; pick: (name: string, instrument: Instrument) => void;
}) {
  const [words, setWords] = useState<string | null>(null);
  const found = useFound(words ?? "", shownMax);
  const list = useId();
  const choose = (instrument: Instrument) => {
    setWords(null);
    pick(nameOf(instrument), instrument);
  };
  const { active, onKeyDown } = useChoice(found.length, words ?? "", (place) => choose(found[place]!), () => setWords(null));
  const isOpen = words !== null && found.length > 0;
  return (
    <span className="picker">
      <input type="text" role="combobox" aria-label={label} aria-expanded={isOpen} aria-controls={list} aria-autocomplete="list"
        aria-activedescendant={isOpen ? `${list}-${active}` : undefined} autoComplete="off" spellCheck={false}
        placeholder={placeholder ?? "find"} value={words ?? value ?? ""} onKeyDown={onKeyDown}
        onChange={(event) => setWords(event.target.value)} onBlur={() => setWords(null)} />
      <ul id={list} role="listbox" aria-label={label} hidden={!isOpen}>
        {found.map((instrument, place) => (
          <li key={nameOf(instrument)} id={`${list}-${place}`} role="option" aria-selected={place === active}
            onPointerDown={(event) => { event.preventDefault(); choose(instrument); }}>
            <b>{instrument.symbol}</b> <span>{instrument.exchange} · {instrument.name}</span>
          </li>
        ))}
      </ul>
    </span>
  );
}
