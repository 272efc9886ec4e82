// Where events come from, as /api/v1/feeds answers, and what two answers say between them.

export interface Feeds {
  readonly live: boolean;
  readonly refused: { file: string; since: string; mistakes: readonly { line: number; reason: string }[] } | null;
  readonly venues: readonly FollowedVenue[];
  readonly feeds: readonly OtherFeed[];
}

export interface FollowedVenue {
  readonly venue: string;
  readonly name: string;
  readonly protocol: string;
  readonly enabled: boolean;
  readonly state: string;
  readonly reason: string | null;
  readonly connections: readonly {
    feed: string; state: string; since: string; reason: string | null; connects: number; frames: number; unreadable: number;
  }[];
  readonly symbols: readonly VenueSymbol[];
}

export interface VenueSymbol {
  readonly symbol: string;
  readonly feed: string | null;
  readonly book: string;
  readonly events: number;
  readonly gaps: number;
  readonly resyncs: number;
  readonly checksums: number;
  readonly wrong_checksums: number;
  readonly last_time: string | null;
  readonly notice: string | null;
}

export interface OtherFeed {
  readonly feed: string;
  readonly kind: string;
  readonly state: string;
  readonly published: number;
  readonly reason: string | null;
}

/** A line of the table: a feed, or a symbol of one. Times in ISO 8601; counts since the program's start. */
export interface FeedLine {
  readonly key: string;
  readonly name: string;
  readonly kind: string;
  readonly isSymbol: boolean;
  readonly state: string;
  readonly since: string | null;
  readonly lastTime: string | null;
  readonly events: number;
  readonly gaps: number | null;
  readonly resyncs: number | null;
  readonly checksums: string | null;
  readonly book: string | null;
  readonly reason: string | null;
}

/** All feeds: venues with their symbols, then the others. A venue that is not followed is one line. */
export const linesOf = ({ venues, feeds }: Feeds): readonly FeedLine[] => [...feeds.map(otherLine), ...venues.flatMap(venueLines)];

const otherLine = ({ feed, kind, state, published, reason }: OtherFeed): FeedLine => ({
  key: feed, name: feed, kind, isSymbol: false, state, since: null, lastTime: null, events: published,
  gaps: null, resyncs: null, checksums: null, book: null, reason,
});

function venueLines(venue: FollowedVenue): readonly FeedLine[] {
  const { symbols, connections } = venue;
  const sum = (of: (symbol: VenueSymbol) => number) => symbols.reduce((all, symbol) => all + of(symbol), 0);
  const worst = connections.find((connection) => connection.state === venue.state) ?? connections[0];
  const live = symbols.filter((symbol) => symbol.book === "live").length;
  const books = symbols.filter((symbol) => symbol.book !== "none").length;
  const isOff = connections.length === 0;
  const line: FeedLine = {
    key: venue.venue, name: venue.name, kind: venue.protocol, isSymbol: false, state: venue.state, since: worst?.since ?? null,
    lastTime: latest(symbols.map((symbol) => symbol.last_time)),
    events: sum((one) => one.events), gaps: sum((one) => one.gaps), resyncs: sum((one) => one.resyncs),
    checksums: checksums(sum((one) => one.wrong_checksums), sum((one) => one.checksums)),
    book: books > 0 ? `${live} of ${books}` : null,
    reason: venue.reason ?? worst?.reason ?? null,
  };
  return isOff ? [line] : [line, ...symbols.map((symbol) => symbolLine(venue.venue, symbol))];
}

const symbolLine = (venue: string, symbol: VenueSymbol): FeedLine => ({
  key: `${venue}:${symbol.symbol}`, name: symbol.symbol, kind: "", isSymbol: true, state: "", since: null, lastTime: symbol.last_time,
  events: symbol.events, gaps: symbol.gaps, resyncs: symbol.resyncs, checksums: checksums(symbol.wrong_checksums, symbol.checksums),
  book: symbol.book, reason: symbol.notice,
});

const checksums = (wrong: number, right: number) =>
  (wrong + right === 0 ? null : `${wrong.toLocaleString("en")} of ${(wrong + right).toLocaleString("en")}`);

const latest = (times: readonly (string | null)[]) =>
  times.reduce((last, time) => (time !== null && (last === null || time > last) ? time : last), null);

/** What was seen of a line over several answers. */
export interface Seen {
  readonly events: number;
  readonly state: string;
  /** When it was looked at, in milliseconds. */
  readonly at: number;
  readonly perSecond: number | null;
  /** When it was last seen to have more events than before; null if it never was. */
  readonly roseAt: number | null;
  /** When its state was seen to change; null if it never was. */
  readonly changedAt: number | null;
}

export type Sightings = ReadonlyMap<string, Seen>;

/** After another answer: how fast each line goes, and since when it does not. */
export function withSighting(before: Sightings, lines: readonly FeedLine[], at: number): Sightings {
  return new Map(lines.map(({ key, events, state }) => {
    const known = before.get(key);
    if (!known || events < known.events) return [key, { events, state, at, perSecond: null, roseAt: null, changedAt: null }];
    const seconds = (at - known.at) / 1_000;
    return [key, {
      events, state, at, perSecond: seconds > 0 ? (events - known.events) / seconds : known.perSecond,
      roseAt: events > known.events ? at : known.roseAt, changedAt: state === known.state ? known.changedAt : at,
    }];
  }));
}
