// How alike instruments move, as a table to look at.

export const symbolsMin = 2;
export const symbolsMax = 20;

/** The server's answer: rows and columns in the order of the symbols. */
export interface Correlations {
  readonly symbols: readonly string[];
  readonly interval: string;
  readonly correlations: readonly (readonly (number | null)[])[];
  readonly returns: readonly (readonly number[])[];
}

/** How a cell is shaded: `alike` above 0, `opposed` below, by how many percent of the full colour. */
export function shadeOf(coefficient: number | null): { readonly side: "alike" | "opposed" | "none"; readonly percent: number } {
  if (coefficient === null) return { side: "none", percent: 0 };
  return { side: coefficient < 0 ? "opposed" : "alike", percent: Math.round(Math.min(1, Math.abs(coefficient)) * 70) };
}

export const coefficientText = (coefficient: number | null) =>
  (coefficient === null ? "–" : coefficient.toFixed(2).replace("-", "−"));

/** What a cell says to whoever points at it or cannot see it. */
export function cellText({ symbols, correlations, returns }: Correlations, row: number, column: number): string {
  const count = returns[row]![column]!;
  const coefficient = correlations[row]![column] ?? null;
  const pair = `${symbols[row]} and ${symbols[column]}`;
  if (coefficient === null) return `${pair}: cannot be said of ${count} returns`;
  return `${pair}: ${coefficientText(coefficient)}, of ${count} returns`;
}

/** The symbols with one more, unless it is there or there is no room. */
export const withSymbol = (symbols: readonly string[], name: string): readonly string[] =>
  symbols.includes(name) || symbols.length >= symbolsMax ? symbols : [...symbols, name];
