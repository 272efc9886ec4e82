// What /health says of each part, read without knowing the parts: one that comes later is shown like the others.

export type HealthStatus = "up" | "degraded" | "starting" | "down";

export interface Health {
  readonly status: HealthStatus;
  readonly parts: Readonly<Record<string, PartAnswer>>;
}

export interface PartAnswer {
  readonly status: HealthStatus;
  readonly reason: string | null;
  readonly [fact: string]: unknown;
}

export interface Part {
  readonly name: string;
  readonly status: HealthStatus;
  readonly reason: string | null;
  /** What it says of itself, as texts. */
  readonly facts: readonly (readonly [what: string, text: string])[];
}

/** A log or a reader of one: how far it is, and what lies between it and the end. */
export interface Position {
  readonly what: string;
  readonly sequence: number | null;
  /** Of a log: the last one that is on disk. */
  readonly durable: number | null;
  /** Of a reader: how many it has yet to read. */
  readonly behind: number | null;
}

const worse: readonly HealthStatus[] = ["up", "degraded", "starting", "down"];

/** The parts, those that are worst first, else in their own order. The feeds have a table of their own. */
export function partsOf(health: Health): readonly Part[] {
  const parts = Object.entries(health.parts).map(([name, { status, reason, ...facts }]) => ({
    name: words(name), status, reason, facts: name === "feeds" ? [] : factsOf(facts),
  }));
  return parts.sort((left, right) => worse.indexOf(right.status) - worse.indexOf(left.status));
}

export const words = (name: string) => name.replaceAll("_", " ");

function factsOf(facts: object, before = ""): [string, string][] {
  return Object.entries(facts).flatMap(([name, value]): [string, string][] => {
    const what = `${before}${words(name)}`;
    return isObject(value) ? factsOf(value, `${what}: `) : [[what, textOf(name, value)]];
  });
}

const isObject = (value: unknown): value is object => typeof value === "object" && value !== null && !Array.isArray(value);

function textOf(name: string, value: unknown): string {
  if (value === null || value === undefined || value === "") return "–";
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (Array.isArray(value)) return value.map((one) => textOf(name, one)).join(", ") || "–";
  if (typeof value === "object") return JSON.stringify(value);
  if (typeof value !== "number") return String(value);
  if (/(^|_)bytes$/.test(name) && value >= 1e6) return `${(value / 1e6).toFixed(1)} MB`;
  return value.toLocaleString("en", { maximumFractionDigits: value < 100 ? 3 : 0 });
}

/** Where the logs end and how far their readers are, those of parts that are not known included. */
export function positionsOf(health: Health): readonly Position[] {
  return Object.entries(health.parts).flatMap(([name, part]) => [...logsOf(name, part), ...readersOf(words(name), part)]);
}

const number = (value: unknown) => (typeof value === "number" ? value : null);

function logsOf(name: string, part: PartAnswer): readonly Position[] {
  const log = (what: string, sequence: unknown, durable: unknown) =>
    ({ what, sequence: number(sequence), durable: number(durable), behind: null });
  if (name === "tape") return [log("tape", part["last_sequence"], part["durable_sequence"])];
  if (name !== "exchange") return [];
  // The blotter has what is on disk only.
  return [
    log("orders", part["orders_sequence"], part["durable_sequence"]),
    log("blotter", part["blotter_sequence"], part["blotter_sequence"]),
  ];
}

// Whoever reads says `behind`, or `x_behind` of its x; an object within is a reader of its own.
function readersOf(what: string, facts: object): readonly Position[] {
  const all = Object.entries(facts);
  const sequenceOf = (prefix: string) => all.find(([name]) =>
    (prefix === "" ? /^(position|sequence|.*_sequence)$/.test(name) : name.startsWith(prefix) && name.endsWith("_sequence")))?.[1];
  return all.flatMap(([name, value]): readonly Position[] => {
    if (isObject(value)) return readersOf(`${what}: ${words(name)}`, value);
    const prefix = /^(|.*_)behind$/.exec(name)?.[1];
    if (prefix === undefined || typeof value !== "number") return [];
    const reader = prefix === "" ? what : `${what}: ${words(prefix.slice(0, -1))}`;
    return [{ what: reader, sequence: number(sequenceOf(prefix)), durable: null, behind: value }];
  });
}

/** The sentence on top: how all is, and which parts are not well. */
export function verdictOf(health: Health): string {
  const amiss = partsOf(health).filter((part) => part.status !== "up");
  if (amiss.length === 0) return "Everything is up.";
  return `${amiss.map((part) => `${part.name}: ${part.reason ?? part.status}`).join(" · ")}`;
}
