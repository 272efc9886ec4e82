// Which layouts a browser keeps, and which is shown.
import { paneNames, presets, usual, type Column, type Layout, type PaneName } from "./layout";

const ownMax = 12;
const nameMax = 24;

export interface Layouts {
  readonly current: Layout;
  /** The one that was chosen last; it may have been changed since. */
  readonly name: string;
  readonly own: Readonly<Record<string, Layout>>;
}

export const usualLayouts: Layouts = { current: usual, name: "Default", own: {} };

export const namesOf = ({ own }: Layouts) => [...Object.keys(presets), ...Object.keys(own)];

export function chosen(layouts: Layouts, name: string): Layouts {
  const layout = presets[name] ?? layouts.own[name];
  return layout ? { ...layouts, current: layout, name } : layouts;
}

/** Why a name cannot be saved under; null where it can. */
export function faultOf(layouts: Layouts, name: string): string | null {
  if (name.trim() === "") return "A layout needs a name.";
  if (name.trim().length > nameMax) return `A name has at most ${nameMax} characters.`;
  if (Object.hasOwn(presets, name.trim())) return `${name.trim()} is always there as it is: choose another name.`;
  if (!Object.hasOwn(layouts.own, name.trim()) && Object.keys(layouts.own).length >= ownMax)
    return `There are ${ownMax} layouts of your own: forget one first.`;
  return null;
}

export function saved(layouts: Layouts, name: string): Layouts {
  if (faultOf(layouts, name) !== null) return layouts;
  return { ...layouts, name: name.trim(), own: { ...layouts.own, [name.trim()]: layouts.current } };
}

export function forgotten(layouts: Layouts, name: string): Layouts {
  const own = Object.fromEntries(Object.entries(layouts.own).filter(([one]) => one !== name));
  return { ...layouts, own, name: layouts.name === name ? "Default" : layouts.name };
}

/** As they were kept; what is no layout is left out. */
export function layoutsIn(text: string | null): Layouts {
  let kept: unknown = null;
  try {
    kept = JSON.parse(text ?? "null");
  } catch {
    return usualLayouts;
  }
  if (typeof kept !== "object" || kept === null) return usualLayouts;
  const { current, name, own } = kept as Record<string, unknown>;
  const owned = typeof own === "object" && own !== null ? Object.entries(own) : [];
  return {
    current: isLayout(current) ? current : usual,
    name: typeof name === "string" ? name : "Default",
    own: Object.fromEntries(owned.filter((one): one is [string, Layout] => isLayout(one[1])).slice(0, ownMax)),
  };
}

function isLayout(value: unknown): value is Layout {
  if (!Array.isArray(value) || value.length === 0 || !value.every(isColumn)) return false;
  const names = value.flatMap((column: Column) => column.panes.map(({ name }) => name));
  return new Set(names).size === names.length && value.filter((column: Column) => column.width === null).length <= 1;
}

function isColumn(value: unknown): value is Column {
  const { width, panes } = (value ?? {}) as Partial<Column>;
  if (width !== null && !(typeof width === "number" && width > 0)) return false;
  if (!Array.isArray(panes) || panes.length === 0) return false;
  const sum = panes.reduce((all: number, pane) => all + Number(pane?.share), 0);
  return Math.abs(sum - 1) < 0.01 && panes.every((pane) => paneNames.includes(pane?.name as PaneName) && pane.share > 0);
}
