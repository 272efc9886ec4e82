// What is looked at, as an address that can be kept and sent.

export const pages = ["market", "trade", "summary", "alerts", "status"] as const;
export type PageName = (typeof pages)[number];

const ofAll: readonly PageName[] = ["summary", "alerts", "status"];

/** Whether a page is about one instrument, which its address then names. */
export const isOfOne = (page: PageName) => !ofAll.includes(page);

export interface Place {
  readonly page: PageName;
  /** VENUE:SYMBOL, where one is named. */
  readonly instrument: string | null;
  /** The past moment that is looked at, in ISO 8601; null is now. */
  readonly at: string | null;
}

/** What a path and its question mean; a path that means nothing is the market. */
export function placeOf(path: string, search: string): Place {
  const [, first = "", named = ""] = path.split("/");
  const page = pages.find((one) => one === first) ?? "market";
  return { page, instrument: isOfOne(page) ? decoded(named) : null, at: new URLSearchParams(search).get("at") };
}

// A path that somebody broke is no reason to show nothing.
function decoded(named: string): string | null {
  try {
    return decodeURIComponent(named) || null;
  } catch {
    return null;
  }
}

/** The address of a place. */
export function addressOf({ page, instrument, at }: Place): string {
  const named = instrument && isOfOne(page) ? `/${encodeURIComponent(instrument).replace("%3A", ":")}` : "";
  return `/${page}${named}${at ? `?at=${encodeURIComponent(at)}` : ""}`;
}
