// Which indicators there are, which of them are shown, and what the server answered of them. Figures are the server's.
import { inOrder, secondOf } from "./candles";

export const kinds = ["sma", "ema", "vwap", "bollinger", "rsi", "macd"] as const;
export type Kind = (typeof kinds)[number];

export interface Trait {
  readonly label: string;
  readonly name: string;
  /** Members of a row. */
  readonly figures: readonly string[];
  /** The usual period; null where there is none to choose. */
  readonly period: number | null;
  /** How many periods may be shown at once. */
  readonly periodsMax: number;
  /** Drawn over the candles, or below them. */
  readonly isOnPrice: boolean;
}

export const traits: Readonly<Record<Kind, Trait>> = {
  sma: { label: "SMA", name: "Simple mean", figures: ["sma"], period: 20, periodsMax: 3, isOnPrice: true },
  ema: { label: "EMA", name: "Exponential mean", figures: ["ema"], period: 20, periodsMax: 3, isOnPrice: true },
  vwap: { label: "VWAP", name: "Mean by volume, of the day", figures: ["vwap"], period: null, periodsMax: 0, isOnPrice: true },
  bollinger: {
    label: "BB", name: "Bollinger bands", figures: ["upper", "middle", "lower"], period: 20, periodsMax: 1, isOnPrice: true,
  },
  rsi: { label: "RSI", name: "Relative strength", figures: ["rsi"], period: 14, periodsMax: 1, isOnPrice: false },
  macd: {
    label: "MACD", name: "Convergence of means", figures: ["macd", "signal", "histogram"], period: null, periodsMax: 0,
    isOnPrice: false,
  },
};

const periodMax = 1_000;

/** One indicator with one period. */
export interface Indicator {
  readonly kind: Kind;
  readonly period: number | null;
}

/** What is ticked and with which periods; those of what is not ticked are kept. */
export type Choice = Readonly<Record<Kind, { readonly isShown: boolean; readonly periods: readonly number[] }>>;

export const noChoice = Object.fromEntries(kinds.map((kind) => {
  const { period } = traits[kind];
  return [kind, { isShown: false, periods: period === null ? [] : [period] }];
})) as unknown as Choice;

/** As it was kept; whatever is not a choice counts as none. */
export function choiceIn(text: string | null): Choice {
  const kept = parsed(text);
  const choice = { ...noChoice };
  for (const kind of kinds) {
    const one = kept?.[kind];
    if (typeof one !== "object" || one === null) continue;
    const { isShown, periods } = one as { isShown?: unknown; periods?: unknown };
    choice[kind] = { isShown: isShown === true, periods: periodsIn(kind, Array.isArray(periods) ? periods.join(" ") : "") };
  }
  return choice;
}

function parsed(text: string | null): Record<string, unknown> | null {
  try {
    return JSON.parse(text ?? "null");
  } catch {
    return null;
  }
}

/** The periods in a text such as "20 50, 200", ascending; the usual one where there is none. */
export function periodsIn(kind: Kind, text: string): readonly number[] {
  const { period, periodsMax } = traits[kind];
  if (period === null) return [];
  const found = text.split(/[^0-9]+/).map(Number).filter((one) => one >= 1 && one <= periodMax);
  return found.length === 0 ? [period] : [...new Set(found)].slice(0, periodsMax).sort((left, right) => left - right);
}

/** The indicators that are shown, in the order in which they are named. */
export const shownIn = (choice: Choice): Indicator[] => kinds.flatMap((kind): Indicator[] => {
  const { isShown, periods } = choice[kind];
  if (!isShown) return [];
  return traits[kind].period === null ? [{ kind, period: null }] : periods.map((period) => ({ kind, period }));
});

export const keyOf = ({ kind, period }: Indicator) => `${kind} ${period ?? ""}`.trim();

export const labelOf = ({ kind, period }: Indicator) => `${traits[kind].label} ${period ?? ""}`.trim();

export const queryOf = ({ kind, period }: Indicator) => `name=${kind}${period === null ? "" : `&period=${period}`}`;

/** The figures of one bar. */
export type Row = { readonly time: string } & Readonly<Record<string, number | string | boolean | null>>;

/** Rows by their bar's start in seconds since 1970, oldest first. */
export type Rows = ReadonlyMap<number, Row>;

/** With more rows: the later answer counts. */
export function withRows(rows: Rows, more: readonly Row[]): Rows {
  const merged = new Map(rows);
  for (const row of more) merged.set(secondOf(row), row);
  return inOrder(merged);
}

export function figureOf(row: Row | undefined, figure: string): number | null {
  const value = row?.[figure];
  return typeof value === "number" ? value : null;
}
