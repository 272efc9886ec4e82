import { useEffect, useState, type FormEvent, type KeyboardEvent } from "react";
import type { Choice } from "../accounts";
import { usePreview } from "../previewing";
import {
  aloneOf, bodyOf, described, hasPrice, hasStop, lifetimes, mayBeNotional, mayComeTogether, stepped, types, type Draft,
} from "../model/ticket";
import type { Listed } from "../model/trading";
import { useOutcome, type Trading } from "../trading";
import { PreviewBox } from "./PreviewBox";

const confirmations = [["market", "at market"], ["always", "always"], ["never", "never"]] as const;
const confirmKeptAs = "bourse.confirm";

interface TicketProperties {
  readonly listed: Listed;
  readonly choice: Choice;
  readonly trading: Trading | null;
  readonly draft: Draft;
  readonly change: (part: Partial<Draft>) => void;
}

/** A new order: what it would bring about, and what became of it. */
export function Ticket({ listed, choice, trading, draft, change }: TicketProperties) {
  const [confirmation, setConfirmation] = useState(() => localStorage.getItem(confirmKeptAs) ?? "market");
  const [isAsking, setAsking] = useState(false);
  const body = trading && bodyOf(draft, listed.symbol, trading.account);
  const { preview, refusal } = usePreview(aloneOf(body));
  const outcome = useOutcome(trading);
  const what = described(draft, listed.symbol);
  const field = refusal?.field ?? outcome?.field ?? null;
  useEffect(() => setAsking(false), [draft]);
  const place = () => {
    setAsking(false);
    if (body) void trading!.place(body, what);
  };
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (confirmation === "always" || (confirmation === "market" && !hasPrice(draft))) setAsking(true);
    else place();
  };
  return (
    <section className="pane ticket" aria-label="Ticket">
      <header>
        <h2>Ticket</h2>
        {choice.accounts && (
          <select className="push" aria-label="Account" value={choice.account ?? ""}
            onChange={(event) => choice.choose(event.target.value)}>
            {choice.accounts.map((one) => <option key={one}>{one}</option>)}
          </select>
        )}
      </header>
      <form className="fill" onSubmit={onSubmit}>
        <div className="sides" role="group" aria-label="Side">
          {(["buy", "sell"] as const).map((side) => (
            <button key={side} type="button" className={side} aria-pressed={draft.side === side} onClick={() => change({ side })}>
              {side === "buy" ? "Buy" : "Sell"}
            </button>
          ))}
        </div>
        <Terms listed={listed} draft={draft} change={change} field={field} />
        <PreviewBox listed={listed} body={body} preview={preview} refusal={refusal} />
        {isAsking ? (
          <div className="confirm" role="alertdialog" aria-label="Confirm the order" onKeyDown={(event) => {
            if (event.key !== "Escape") return;
            event.stopPropagation();
            setAsking(false);
          }}>
            <p>{what}?</p>
            <button type="button" className={draft.side} autoFocus onClick={place}>Confirm</button>
            <button type="button" onClick={() => setAsking(false)}>Back</button>
          </div>
        ) : (
          <button type="submit" className={`place ${draft.side}`} disabled={!body}>{body ? what : "Place the order"}</button>
        )}
        <p className={`outcome ${outcome?.kind ?? ""}`} role={outcome?.kind === "refused" ? "alert" : "status"}>
          {outcome?.text}{outcome?.order != null && `: order ${outcome.order}, ${became(trading!, outcome.order)}`}
        </p>
        <label className="inline dim">ask before placing
          <select value={confirmation} onChange={(event) => {
            localStorage.setItem(confirmKeptAs, event.target.value);
            setConfirmation(event.target.value);
          }}>
            {confirmations.map(([name, label]) => <option key={name} value={name}>{label}</option>)}
          </select>
        </label>
      </form>
    </section>
  );
}

// What the private channel has said of it so far.
function became(trading: Trading, order: number): string {
  const { orders, over } = trading.read();
  return orders.has(order) ? "open" : over.get(order)?.how.replaceAll("_", " ") ?? "accepted";
}

interface TermsProperties {
  readonly listed: Listed;
  readonly draft: Draft;
  readonly change: (part: Partial<Draft>) => void;
  /** What the last refusal was about. */
  readonly field: string | null;
}

type Typed = "quantity" | "notional" | "price" | "stop" | "trail" | "display" | "takeProfit" | "stopLoss";

function Terms({ listed, draft, change, field }: TermsProperties) {
  const { quote, base, terms: { tick, lot } } = listed;
  const amount = (name: Typed, label: string, unit: string, step: number, ...fields: readonly string[]) => (
    <Amount label={label} unit={unit} step={step} isFaulty={field !== null && fields.includes(field)} text={draft[name]}
      onText={(text) => change({ [name]: text })} />
  );
  const flag = (name: "isNotional" | "isTrailPercent" | "isPostOnly" | "isReduceOnly", label: string) => (
    <label className="inline">
      <input type="checkbox" checked={draft[name]} onChange={() => change({ [name]: !draft[name] })} /> {label}
    </label>
  );
  return (
    <div className="terms">
      <label>Type
        <select value={draft.type} onChange={(event) => change({ type: event.target.value as Draft["type"] })}>
          {types.map((one) => <option key={one} value={one}>{one.replace("_", " ")}</option>)}
        </select>
      </label>
      <label>In force
        <select value={draft.lifetime} onChange={(event) => change({ lifetime: event.target.value as Draft["lifetime"] })}>
          {lifetimes.map((one) => <option key={one}>{one}</option>)}
        </select>
      </label>
      {draft.isNotional && mayBeNotional(draft)
        ? amount("notional", "For", quote, 1, "notional") : amount("quantity", "Quantity", base, lot, "quantity")}
      {hasPrice(draft) && amount("price", "Price", quote, tick, "price")}
      {mayBeNotional(draft) && flag("isNotional", `for an amount of ${quote}`)}
      {hasStop(draft) && amount("stop", "Stop", quote, tick, "stop_price")}
      {draft.type === "trailing_stop" && (
        <>
          {draft.isTrailPercent
            ? amount("trail", "Trail", "%", 0.1, "trail_percent") : amount("trail", "Trail", quote, tick, "trail_price")}
          {flag("isTrailPercent", "in percent")}
        </>
      )}
      {draft.lifetime === "gtd" && (
        <label className="whole">Until
          <input type="datetime-local" step="1" aria-invalid={field === "expires_at"} value={draft.expires}
            onChange={(event) => change({ expires: event.target.value })} />
        </label>
      )}
      {(hasPrice(draft) || mayComeTogether(draft)) && (
        <details className="whole">
          <summary>More</summary>
          <div className="terms">
            {hasPrice(draft) && amount("display", "Show only", base, lot, "display_quantity")}
            {mayComeTogether(draft) && amount("takeProfit", "Take profit at", quote, tick, "take_profit", "limit_price")}
            {mayComeTogether(draft) && amount("stopLoss", "Stop loss at", quote, tick, "stop_loss")}
          </div>
        </details>
      )}
      {hasPrice(draft) && flag("isPostOnly", "post-only")}
      {flag("isReduceOnly", "reduce-only")}
    </div>
  );
}

interface AmountProperties {
  readonly label: string;
  readonly unit: string;
  readonly step: number;
  readonly isFaulty: boolean;
  readonly text: string;
  readonly onText: (text: string) => void;
}

// A number as text, so that none is rounded; the arrows go by its step.
function Amount({ label, unit, step, isFaulty, text, onText }: AmountProperties) {
  const onKeyDown = (event: KeyboardEvent) => {
    const count = { ArrowUp: 1, ArrowDown: -1, PageUp: 10, PageDown: -10 }[event.key];
    if (count === undefined) return;
    event.preventDefault();
    onText(stepped(text, step, count));
  };
  return (
    <label>
      <span>{label} <small>{unit}</small></span>
      <input inputMode="decimal" autoComplete="off" aria-label={label} aria-invalid={isFaulty} value={text}
        onChange={(event) => onText(event.target.value.trim())} onKeyDown={onKeyDown} />
    </label>
  );
}
