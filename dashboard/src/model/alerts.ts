// Alerts and their firings in words, and what a form has to hold to be one.
import { age, decimalsOf, price, size } from "./numbers";

export const kinds = ["price_above", "price_below", "percent_up", "percent_down", "volume_above", "spread_above"] as const;
export type AlertKind = (typeof kinds)[number];

export interface Alert {
  readonly id: number;
  readonly user: string;
  readonly symbol: string;
  readonly known: boolean;
  readonly kind: AlertKind;
  readonly threshold: number;
  readonly window_seconds: number | null;
  readonly hysteresis: number;
  readonly repeat: boolean;
  readonly webhook: string | null;
  readonly enabled: boolean;
  readonly fired: boolean;
  readonly created: string;
}

export interface Firing {
  readonly id: number;
  readonly alert: number;
  readonly symbol: string;
  readonly kind: AlertKind;
  readonly threshold: number;
  readonly value: number;
  readonly time: string;
  readonly synthetic?: boolean;
  readonly bots?: boolean;
}

/** What a form holds, as it was typed. */
export interface Draft {
  readonly symbol: string;
  readonly kind: AlertKind;
  readonly threshold: string;
  readonly windowSeconds: number;
  readonly hysteresis: string;
  readonly repeat: boolean;
  readonly webhook: string;
}

export const emptyDraft: Draft =
  { symbol: "", kind: "price_above", threshold: "", windowSeconds: 300, hysteresis: "", repeat: false, webhook: "" };

export const draftOf = (alert: Alert): Draft => ({
  symbol: alert.symbol, kind: alert.kind, threshold: `${alert.threshold}`, windowSeconds: alert.window_seconds ?? 300,
  hysteresis: alert.hysteresis === 0 ? "" : `${alert.hysteresis}`, repeat: alert.repeat, webhook: alert.webhook ?? "",
});

export const kindWords: Readonly<Record<AlertKind, string>> = {
  price_above: "the price reaches or passes", price_below: "the price falls to", percent_up: "the price rises by",
  percent_down: "the price falls by", volume_above: "more is traded than", spread_above: "the spread is wider than",
};

export const hasWindow = (kind: AlertKind) => kind.startsWith("percent") || kind === "volume_above";

export const unitOf = (kind: AlertKind) => (kind.startsWith("percent") || kind === "spread_above" ? "%" : "");

/** How long, in words: 5 min. */
export const windowText = (seconds: number) =>
  (seconds % 3_600 === 0 ? `${seconds / 3_600} h` : seconds % 60 === 0 ? `${seconds / 60} min` : age(seconds * 1_000));

/** What an alert looks out for, in one sentence. */
export function sentenceOf({ kind, threshold, window_seconds: seconds }: Pick<Alert, "kind" | "threshold" | "window_seconds">) {
  const within = hasWindow(kind) && seconds !== null ? ` within ${windowText(seconds)}` : "";
  return `${kindWords[kind]} ${amount(kind, threshold)}${within}`;
}

const amount = (kind: AlertKind, value: number) => {
  const unit = unitOf(kind);
  if (kind === "volume_above") return size(value);
  return unit ? `${Number(value.toFixed(4))} ${unit}` : price(value, Math.max(2, Math.min(8, decimalsOf(value))));
};

/** What happened, in one sentence. */
export function firingText({ symbol, kind, threshold, value }: Firing): string {
  const seen = amount(kind, value);
  const said: Readonly<Record<AlertKind, string>> = {
    price_above: `is at ${seen}: it reached ${amount(kind, threshold)}`,
    price_below: `is at ${seen}: it fell to ${amount(kind, threshold)}`,
    percent_up: `rose by ${seen}`,
    percent_down: `fell by ${seen}`,
    volume_above: `traded ${seen}`,
    spread_above: `has a spread of ${seen}`,
  };
  return `${symbol} ${said[kind]}`;
}

/** What the interface is sent for it: of a new alert everything, of one that is changed what may change. */
export function bodyOf(draft: Draft, isNew: boolean): object {
  return {
    ...(isNew ? { symbol: draft.symbol, kind: draft.kind } : {}),
    threshold: draft.threshold.trim(),
    ...(hasWindow(draft.kind) ? { window_seconds: draft.windowSeconds } : {}),
    ...(draft.hysteresis.trim() !== "" ? { hysteresis: draft.hysteresis.trim() } : {}),
    repeat: draft.repeat,
    ...(draft.webhook.trim() !== "" ? { webhook: draft.webhook.trim() } : isNew ? {} : { webhook: null }),
  };
}

/** Firings with more of them, each once, the newest first. */
export function withFirings(firings: readonly Firing[], more: readonly Firing[]): readonly Firing[] {
  const all = new Map([...firings, ...more].map((one) => [one.id, one]));
  return [...all.values()].sort((left, right) => right.id - left.id);
}
