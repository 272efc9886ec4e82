// Dark or light, and the colours for what is painted by hand.

export type Theme = "dark" | "light";

export interface Palette {
  readonly ground: string; readonly panel: string; readonly raised: string; readonly line: string;
  readonly text: string; readonly dim: string; readonly faint: string; readonly buy: string; readonly sell: string;
  readonly buySoft: string; readonly sellSoft: string; readonly accent: string; readonly numbers: string;
  /** For lines over the candles: unlike blue, unlike orange, and unlike one another. */
  readonly inks: readonly [string, string, string, string];
}

const listeners = new Set<() => void>();
let palette: Palette | null = null;

export function currentTheme(): Theme {
  return document.documentElement.dataset.theme === "light" ? "light" : "dark";
}

export function setTheme(theme: Theme) {
  document.documentElement.dataset.theme = theme;
  localStorage.setItem("bourse.theme", theme);
  palette = null;
  for (const listener of listeners) listener();
}

/** As it was left, else as the system has it. */
export function restoreTheme() {
  const kept = localStorage.getItem("bourse.theme");
  const isLight = kept ? kept === "light" : matchMedia("(prefers-color-scheme: light)").matches;
  document.documentElement.dataset.theme = isLight ? "light" : "dark";
}

export const themeStore = {
  subscribe(listener: () => void) {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  read: currentTheme,
};

export function colours(): Palette {
  if (palette) return palette;
  const style = getComputedStyle(document.documentElement);
  const of = (name: string) => style.getPropertyValue(`--${name}`).trim();
  palette = {
    ground: of("ground"), panel: of("panel"), raised: of("raised"), line: of("line"), text: of("text"), dim: of("dim"),
    faint: of("faint"), buy: of("buy"), sell: of("sell"), buySoft: of("buy-soft"), sellSoft: of("sell-soft"),
    accent: of("accent"), numbers: of("numbers"), inks: [of("ink-1"), of("ink-2"), of("ink-3"), of("ink-4")],
  };
  return palette;
}
