// How numbers and times are written.

/** Decimals that a price needs: those of the tick, or of the price itself where no tick is known. */
export function decimalsOf(step: number): number {
  const text = step.toString();
  const exponent = text.indexOf("e-");
  if (exponent > 0) return Number(text.slice(exponent + 2));
  const point = text.indexOf(".");
  return point < 0 ? 0 : text.length - point - 1;
}

const formats = new Map<number, Intl.NumberFormat>();

/** A price with so many decimals; with null as many as it needs. */
export function price(value: number | null | undefined, decimals: number | null): string {
  if (value === null || value === undefined) return "–";
  if (decimals === null) return exact.format(value);
  let format = formats.get(decimals);
  if (!format) {
    format = new Intl.NumberFormat("en", { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
    formats.set(decimals, format);
  }
  return format.format(value);
}

const whole = new Intl.NumberFormat("en", { maximumFractionDigits: 0 });
const fine = new Intl.NumberFormat("en", { maximumSignificantDigits: 4 });

/** A size, short enough for a column: 12.5M, 340K, 1,250, 0.035. */
export function size(value: number): string {
  if (value >= 10_000_000) return `${fine.format(value / 1_000_000)}M`;
  if (value >= 100_000) return `${fine.format(value / 1_000)}K`;
  return value >= 100 || Number.isInteger(value) ? whole.format(value) : fine.format(value);
}

export const percent = (value: number | null) =>
  value === null ? "–" : `${value >= 0.005 ? "+" : ""}${Math.abs(value) < 0.005 ? "0.00" : value.toFixed(2)} %`;

/** The time of day of an ISO text with up to nine decimals, to the millisecond, on the clock of that place. */
export function timeOfDay(iso: string, zone: string): string {
  const time = new Date(iso);
  return `${clockOf(zone).format(time)}.${String(time.getUTCMilliseconds()).padStart(3, "0")}`;
}

const clocks = new Map<string, Intl.DateTimeFormat>();

function clockOf(zone: string): Intl.DateTimeFormat {
  let clock = clocks.get(zone);
  if (!clock) {
    clock = new Intl.DateTimeFormat("en-GB", {
      timeZone: zone, hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23",
    });
    clocks.set(zone, clock);
  }
  return clock;
}

export function day(iso: string, zone: string): string {
  return new Date(iso).toLocaleDateString("en-GB", { timeZone: zone, day: "numeric", month: "short", year: "numeric" });
}

/** How long ago, roughly. */
export function age(millis: number): string {
  const seconds = Math.max(0, Math.round(millis / 1_000));
  if (seconds < 120) return `${seconds} s`;
  if (seconds < 7_200) return `${Math.round(seconds / 60)} min`;
  return seconds < 172_800 ? `${Math.round(seconds / 3_600)} h` : `${Math.round(seconds / 86_400)} days`;
}

const exact = new Intl.NumberFormat("en", { maximumFractionDigits: 8 });
const money = new Intl.NumberFormat("en", { minimumFractionDigits: 2, maximumFractionDigits: 8 });
const cents = new Intl.NumberFormat("en", { minimumFractionDigits: 2, maximumFractionDigits: 2, signDisplay: "exceptZero" });
const crumbs = new Intl.NumberFormat("en", { maximumFractionDigits: 8, signDisplay: "exceptZero" });

/** A quantity as it is. */
export const quantity = (value: number | null | undefined) =>
  (value === null || value === undefined ? "–" : exact.format(value));

/** An amount of money as it is, with two decimals at least. */
export const amount = (value: number | null | undefined) => (value === null || value === undefined ? "–" : money.format(value));

/** What was won or lost, with its sign; to the cent where it is more than that. */
export function gain(value: number | null | undefined): string {
  if (value === null || value === undefined) return "–";
  return value === 0 || Math.abs(value) >= 0.01 ? cents.format(value) : crumbs.format(value);
}
