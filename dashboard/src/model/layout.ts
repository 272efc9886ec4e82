// How the market page is divided: columns side by side, of which one takes what the others leave, with panes one above another.

export const paneNames = ["watch", "chart", "depth", "ladder", "tape"] as const;
export type PaneName = (typeof paneNames)[number];

export const paneLabels: Readonly<Record<PaneName, string>> = {
  watch: "Watchlist", chart: "Chart", depth: "Depth", ladder: "Book", tape: "Tape",
};

export interface Column {
  /** In pixels; null takes what is left. */
  readonly width: number | null;
  /** Top down; shares add up to 1. */
  readonly panes: readonly { readonly name: PaneName; readonly share: number }[];
}

export type Layout = readonly Column[];

const widthMin = 140;
const widthMax = 1_600;
const restMin = 300;
const shareMin = 0.1;
const gapPixels = 4;

const column = (width: number | null, ...panes: readonly (readonly [PaneName, number])[]): Column =>
  ({ width, panes: panes.map(([name, share]) => ({ name, share })) });

export const usual: Layout = [
  column(272, ["watch", 1]), column(null, ["chart", 0.74], ["depth", 0.26]), column(334, ["ladder", 1]), column(240, ["tape", 1]),
];

/** Layouts that are always there. */
export const presets: Readonly<Record<string, Layout>> = {
  Default: usual,
  Scalp: [column(null, ["chart", 0.6], ["depth", 0.4]), column(520, ["ladder", 1]), column(320, ["tape", 1])],
  Chart: [column(230, ["watch", 1]), column(null, ["chart", 1])],
};

/** Without gaps: the one that takes what is left is the one that says so, else the widest. */
const restOf = (layout: Layout) => {
  const free = layout.findIndex(({ width }) => width === null);
  return free >= 0 ? free : layout.reduce((widest, { width }, i) => (width! > layout[widest]!.width! ? i : widest), 0);
};

export const isShown = (layout: Layout, name: PaneName) => layout.some(({ panes }) => panes.some((pane) => pane.name === name));

/** Without that pane; its neighbours take its room. The last pane stays. */
export function without(layout: Layout, name: PaneName): Layout {
  const left = layout.map(({ width, panes }) => ({ width, panes: evened(panes.filter((pane) => pane.name !== name)) }))
    .filter(({ panes }) => panes.length > 0);
  return left.length > 0 ? left : layout;
}

const evened = (panes: Column["panes"]): Column["panes"] => {
  const sum = panes.reduce((all, { share }) => all + share, 0);
  return panes.map(({ name, share }) => ({ name, share: share / sum }));
};

/** With that pane, where it usually is. */
export function including(layout: Layout, name: PaneName): Layout {
  if (isShown(layout, name)) return layout;
  const home = usual.find(({ panes }) => panes.some((pane) => pane.name === name))!;
  const own = home.panes.find((pane) => pane.name === name)!;
  const beside = layout.findIndex(({ panes }) => panes.some((pane) => home.panes.some((other) => other.name === pane.name)));
  const order = (one: Column) => paneNames.indexOf(one.panes[0]!.name);
  if (beside >= 0) {
    const shrunk = layout[beside]!.panes.map((pane) => ({ ...pane, share: pane.share * (1 - own.share) }));
    const panes = [...shrunk, own].sort((left, right) => paneNames.indexOf(left.name) - paneNames.indexOf(right.name));
    return layout.map((one, i) => (i === beside ? { ...one, panes } : one));
  }
  const after = layout.findIndex((one) => order(one) > paneNames.indexOf(name));
  const width = home.width ?? (layout.some((one) => one.width === null) ? 480 : null);
  return layout.toSpliced(after < 0 ? layout.length : after, 0, { width, panes: [{ ...own, share: 1 }] });
}

/** After the boundary right of a column was moved by so many pixels. */
export function widened(layout: Layout, boundary: number, pixels: number): Layout {
  const rest = restOf(layout);
  const change = new Map<number, number>();
  if (boundary !== rest) change.set(boundary, pixels);
  if (boundary + 1 !== rest) change.set(boundary + 1, -pixels);
  const next = layout.map((one, i) => (change.has(i) ? { ...one, width: one.width! + change.get(i)! } : one));
  return next.every(({ width }, i) => !change.has(i) || (width! >= widthMin && width! <= widthMax)) ? next : layout;
}

/** After the boundary below a pane was moved by that share of the column's height. */
export function heightened(layout: Layout, at: number, boundary: number, share: number): Layout {
  const { width, panes } = layout[at]!;
  const most = panes[boundary + 1]!.share - shareMin;
  const least = shareMin - panes[boundary]!.share;
  const moved = Math.min(Math.max(share, least), most);
  const by = (i: number) => (i === boundary ? moved : i === boundary + 1 ? -moved : 0);
  const next = panes.map(({ name, share: before }, i) => ({ name, share: before + by(i) }));
  return layout.map((one, i) => (i === at ? { width, panes: next } : one));
}

export interface Splitter {
  readonly column: number;
  /** Below which pane of the column; null is the boundary right of the column. */
  readonly row: number | null;
  readonly label: string;
  /** Pixels of width or percent of height of what it resizes. */
  readonly now: number;
  readonly place: Place;
}

/** Lengths of CSS. */
export interface Place {
  readonly left: string;
  readonly right: string;
  readonly top: string;
  readonly bottom: string;
}

export interface Placed {
  readonly panes: ReadonlyMap<PaneName, Place>;
  readonly splitters: readonly Splitter[];
}

/** Where everything is. In a window that is too narrow all columns give way alike. */
export function placed(layout: Layout): Placed {
  const rest = restOf(layout);
  const sum = layout.reduce((all, { width }, i) => all + (i === rest ? 0 : width!), 0) + restMin;
  const wide = (i: number) => `min(${layout[i]!.width}px, ${((layout[i]!.width! / sum) * 100).toFixed(3)}%)`;
  const upTo = (from: number, to: number) => {
    const parts = [];
    for (let i = from; i < to; i++) parts.push(wide(i));
    return parts.length === 0 ? "0px" : `calc(${parts.join(" + ")})`;
  };
  const edges = (i: number) => ({
    left: i <= rest ? upTo(0, i) : `calc(100% - ${upTo(i, layout.length)})`,
    right: i >= rest ? upTo(i + 1, layout.length) : `calc(100% - ${upTo(0, i + 1)})`,
  });
  const panes = new Map<PaneName, Place>();
  const splitters: Splitter[] = [];
  layout.forEach((one, i) => {
    const { left, right } = edges(i);
    if (i < layout.length - 1) splitters.push(besideOf(layout, i, i < rest ? i : i + 1, { left, right }));
    let above = 0;
    one.panes.forEach(({ name, share }, row) => {
      const place = { left, right, top: percent(above), bottom: percent(1 - above - share) };
      panes.set(name, place);
      above += share;
      if (row < one.panes.length - 1) splitters.push({
        column: i, row, label: `Height of ${paneLabels[name]}`, now: Math.round(share * 100),
        place: { left, right, top: `calc(${percent(above)} - ${gapPixels / 2}px)`, bottom: "auto" },
      });
    });
  });
  return { panes, splitters };
}

const percent = (share: number) => `${(share * 100).toFixed(3)}%`;

const besideOf = (layout: Layout, boundary: number, resized: number, { right }: Pick<Place, "left" | "right">): Splitter => ({
  column: boundary, row: null, label: `Width of ${paneLabels[layout[resized]!.panes[0]!.name]}`, now: layout[resized]!.width!,
  place: { left: "auto", right: `calc(${right} - ${gapPixels / 2}px)`, top: "0", bottom: "0" },
});
