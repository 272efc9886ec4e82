// Past moments, and how a venue's clock shows them.

/** A clock of the past: it began with a moment and goes at a speed; 0 stands still. Milliseconds since 1970. */
export class PastClock {
  private readonly begun: number;

  constructor(readonly at: number, readonly speed: number, private readonly ticking: () => number = () => performance.now()) {
    this.begun = ticking();
  }

  now(): number {
    return this.at + (this.ticking() - this.begun) * this.speed;
  }

  /** As the interface wants it. */
  text(): string {
    return new Date(this.now()).toISOString();
  }
}

/** A moment as a field of date and time shows it on that clock: 2014-03-10T11:30:00. */
export function wallText(millis: number, zone: string): string {
  const parts = new Intl.DateTimeFormat("en-GB", {
    timeZone: zone, year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit", second: "2-digit",
    hourCycle: "h23",
  }).formatToParts(millis);
  const of = (type: string) => parts.find((part) => part.type === type)!.value;
  return `${of("year")}-${of("month")}-${of("day")}T${of("hour")}:${of("minute")}:${of("second")}`;
}

/**
 * The moment at which that clock shows the text; null for no time. An hour that a clock shows twice is the first of them, one
 * that it leaves out as much later.
 */
export function momentOf(text: string, zone: string): number | null {
  const asUtc = Date.parse(`${text}Z`);
  if (Number.isNaN(asUtc)) return null;
  const ahead = (millis: number) => Date.parse(`${wallText(millis, zone)}Z`) - Math.floor(millis / 1_000) * 1_000;
  const day = 86_400_000;
  for (const offset of [ahead(asUtc - day), ahead(asUtc + day)]) {
    const moment = asUtc - offset;
    if (ahead(moment) === offset) return moment;
  }
  return asUtc - ahead(asUtc - day);
}
