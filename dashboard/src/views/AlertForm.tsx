import { useState, type FormEvent } from "react";
import { keepAlert } from "../alerting";
import {
  draftOf, emptyDraft, hasWindow, kinds, kindWords, sentenceOf, unitOf, windowText, type Alert, type AlertKind, type Draft,
} from "../model/alerts";
import { reasonOf, say } from "../notices";
import type { AlertWish } from "../openings";
import { InstrumentPicker } from "./InstrumentPicker";

const windows = [60, 300, 900, 3_600, 14_400, 86_400];

/** An alert to be, or one that is changed: then its instrument and its kind stay. */
export function AlertForm({ alert, wish, done }: { alert?: Alert; wish?: AlertWish; done: () => void }) {
  const [draft, setDraft] = useState<Draft>(() => (alert ? draftOf(alert) : begun(wish)));
  const [fault, setFault] = useState<string | null>(null);
  const change = (next: Partial<Draft>) => setDraft({ ...draft, ...next });
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (draft.symbol === "") return setFault("Choose an instrument.");
    keepAlert(draft, alert?.id ?? null).then((kept) => {
      say({ about: "alerts", kind: "good", text: `An alert of ${kept.symbol} is on: ${sentenceOf(kept)}.` });
      setDraft(emptyDraft);
      setFault(null);
      done();
    }).catch((problem: unknown) => setFault(reasonOf(problem)));
  };
  const { kind, repeat } = draft;
  return (
    <form className="alert-form" onSubmit={onSubmit}>
      <div className="field"><span>Of</span>{alert
        ? <b>{alert.symbol}</b>
        : (
          <InstrumentPicker label="Instrument" value={draft.symbol} placeholder="an instrument"
            pick={(symbol) => change({ symbol })} />
        )}
      </div>
      <label><span>When</span>
        <select value={kind} disabled={alert !== undefined} onChange={(event) => change({ kind: event.target.value as AlertKind })}>
          {kinds.map((one) => <option key={one} value={one}>{kindWords[one]}</option>)}
        </select>
      </label>
      <label><span>Threshold {unitOf(kind)}</span>
        <input inputMode="decimal" required value={draft.threshold} onChange={(event) => change({ threshold: event.target.value })} />
      </label>
      {hasWindow(kind) && (
        <label><span>Within</span>
          <select value={draft.windowSeconds} onChange={(event) => change({ windowSeconds: Number(event.target.value) })}>
            {[...new Set([...windows, draft.windowSeconds])].sort((left, right) => left - right)
              .map((seconds) => <option key={seconds} value={seconds}>{windowText(seconds)}</option>)}
          </select>
        </label>
      )}
      <label className="check">
        <input type="checkbox" checked={repeat} onChange={(event) => change({ repeat: event.target.checked })} /> again and again
      </label>
      {repeat && (
        <label><span title="How far it has to come back before it can fire again">Once it came back by, %</span>
          <input inputMode="decimal" placeholder="0.1" value={draft.hysteresis}
            onChange={(event) => change({ hysteresis: event.target.value })} />
        </label>
      )}
      <label><span>Post it to, too</span>
        <input type="url" placeholder="https://… (optional)" value={draft.webhook}
          onChange={(event) => change({ webhook: event.target.value })} />
      </label>
      {fault !== null && <p role="alert">{fault}</p>}
      <div className="buttons">
        <button type="submit">{alert ? "Save" : "Make the alert"}</button>
        {(alert || wish) && <button type="button" onClick={done}>Cancel</button>}
      </div>
    </form>
  );
}

const begun = (wish?: AlertWish): Draft => ({
  ...emptyDraft, ...(wish ? { symbol: wish.symbol, threshold: wish.price === null ? "" : `${wish.price}` } : {}),
});
