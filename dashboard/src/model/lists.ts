// Watchlists by name, as the user has put them together.

export const symbolsMax = 200;
export const nameLengthMax = 40;

export interface NamedList {
  readonly id: string;
  readonly name: string;
  /** VENUE:SYMBOL, or a symbol of any venue, in the user's order. */
  readonly symbols: readonly string[];
}

/** With one more at the end, unless it is there already or the list is full. */
export const withName = (symbols: readonly string[], name: string): readonly string[] =>
  symbols.includes(name) || symbols.length >= symbolsMax ? symbols : [...symbols, name];

export const withoutName = (symbols: readonly string[], name: string): readonly string[] => symbols.filter((one) => one !== name);

/** With one so many places further down, or up; at the end it stays. */
export function movedBy(symbols: readonly string[], name: string, step: number): readonly string[] {
  const from = symbols.indexOf(name);
  const to = Math.min(symbols.length - 1, Math.max(0, from + step));
  if (from < 0 || to === from) return symbols;
  return withoutName(symbols, name).toSpliced(to, 0, name);
}

/** A name for a list that no other list has. */
export function freeName(lists: readonly NamedList[]): string {
  for (let i = 1; ; i++) {
    const name = i === 1 ? "My list" : `My list ${i}`;
    if (!lists.some((list) => list.name === name)) return name;
  }
}

/** Why a list may not be called so; null if it may. */
export function faultOf(lists: readonly NamedList[], id: string | null, name: string): string | null {
  const text = name.trim();
  if (text === "") return "A list needs a name.";
  if (text.length > nameLengthMax) return `A name has no more than ${nameLengthMax} letters.`;
  return lists.some((list) => list.id !== id && list.name === text) ? `There is a list “${text}” already.` : null;
}

/** Lists as this browser kept them; what is none is left out. */
export function listsIn(kept: unknown): readonly NamedList[] {
  if (!Array.isArray(kept)) return [];
  const lists = kept.filter((one): one is NamedList =>
    typeof one?.id === "string" && typeof one.name === "string" && Array.isArray(one.symbols));
  return lists.map(({ id, name, symbols }) => {
    const names = symbols.filter((symbol) => typeof symbol === "string");
    return { id, name, symbols: names.slice(0, symbolsMax) };
  });
}
