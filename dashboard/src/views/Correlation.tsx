import { memo, useCallback, useState } from "react";
import { cellText, coefficientText, shadeOf, symbolsMin, withSymbol, type Correlations } from "../model/correlation";
import { nameOf, type Instrument } from "../model/market";
import { timeOfDay } from "../model/numbers";
import { kept, keep } from "../kept";
import type { Interval } from "../paging";
import { usePolled } from "../polling";
import { send } from "../wire";
import { InstrumentPicker } from "./InstrumentPicker";
import { Intervals } from "./Intervals";

const refreshMillis = 30_000;
const first = 8;

interface Chosen {
  readonly symbols: readonly string[];
  readonly interval: Interval;
}

/** How alike instruments move, two by two, as the server computes it of their bars; asked for anew now and then. */
export const CorrelationPane = memo(function CorrelationPane({ instruments }: { instruments: readonly Instrument[] }) {
  const [chosen, setChosen] = useState<Chosen | null>(() => kept<Chosen>("bourse.correlation"));
  const { symbols, interval }: Chosen = chosen ?? { symbols: instruments.slice(0, first).map(nameOf), interval: "1m" };
  const key = symbols.join(" ");
  const ask = useCallback(
    (signal: AbortSignal) =>
      send<Correlations>("POST", "/api/v1/analytics/correlation", { body: { symbols: key.split(" "), interval }, signal }),
    [key, interval]);
  const { value, fault, at } = usePolled(symbols.length >= symbolsMin ? ask : null, refreshMillis);
  const choose = (next: Partial<Chosen>) => {
    const after = { symbols, interval, ...next };
    keep("bourse.correlation", after);
    setChosen(after);
  };
  return (
    <section className="pane correlation" aria-label="Correlation">
      <header>
        <h2>Correlation</h2>
        <Intervals chosen={interval} choose={(next) => choose({ interval: next })} />
        <span className="push dim">{at > 0 && `as of ${timeOfDay(new Date(at).toISOString(), "UTC").slice(0, 8)} UTC`}</span>
      </header>
      <div className="chips">
        {symbols.map((name) => (
          <button key={name} type="button" className="chip" aria-label={`Leave ${name} out`}
            onClick={() => choose({ symbols: symbols.filter((one) => one !== name) })}>{name} ×</button>
        ))}
        <InstrumentPicker label="Add an instrument" placeholder="add…"
          pick={(name) => choose({ symbols: withSymbol(symbols, name) })} />
      </div>
      <div className="fill scrolls">
        {fault && <p className="none">{fault}</p>}
        {symbols.length < symbolsMin && <p className="none">Choose two instruments or more.</p>}
        {value && !fault && symbols.length >= symbolsMin && <Matrix answer={value} />}
      </div>
    </section>
  );
});

function Matrix({ answer }: { answer: Correlations }) {
  const short = answer.symbols.map((name) => name.slice(name.indexOf(":") + 1));
  return (
    <table className="matrix">
      <caption>−1 opposed · 0 unrelated · +1 alike; small: the returns it is made of, of bars of {answer.interval}</caption>
      <thead>
        <tr><td />{short.map((symbol, i) => <th key={answer.symbols[i]} scope="col" title={answer.symbols[i]}>{symbol}</th>)}</tr>
      </thead>
      <tbody>
        {short.map((symbol, row) => (
          <tr key={answer.symbols[row]}>
            <th scope="row" title={answer.symbols[row]}>{symbol}</th>
            {short.map((_, column) => <Cell key={answer.symbols[column]} answer={answer} row={row} column={column} />)}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Cell({ answer, row, column }: { answer: Correlations; row: number; column: number }) {
  const coefficient = answer.correlations[row]?.[column] ?? null;
  const { side, percent } = shadeOf(coefficient);
  const colour = side === "opposed" ? "var(--sell)" : "var(--buy)";
  const said = cellText(answer, row, column);
  return (
    <td className={row === column ? "same" : side} title={said} aria-label={said}
      style={row === column ? {} : { background: `color-mix(in srgb, ${colour} ${percent}%, var(--panel))` }}>
      {coefficientText(coefficient)}
      <small>{answer.returns[row]?.[column] ?? 0}</small>
    </td>
  );
}
