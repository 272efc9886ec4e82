// What the search offers besides instruments, and how it is found by words.

export interface Offer {
  readonly name: string;
  /** What is typed for it as well. */
  readonly also?: string;
  /** The key for it, where it has one. */
  readonly keys?: string;
  readonly run: () => void;
}

/** Those in which each word begins a word, in their order, the best places first: a name that begins so before others. */
export function offered(offers: readonly Offer[], typed: string): readonly Offer[] {
  const sought = typed.toLowerCase().split(/\s+/).filter(Boolean);
  const ranked = offers.map((offer) => ({ offer, rank: rankOf(offer, sought) })).filter(({ rank }) => rank !== null);
  return ranked.sort((left, right) => left.rank! - right.rank!).map(({ offer }) => offer);
}

function rankOf({ name, also = "" }: Offer, sought: readonly string[]): number | null {
  const [names, others] = [name, also].map((text) => text.toLowerCase().split(/[\s,:·]+/));
  const ranks = sought.map((word) => {
    if (names![0]!.startsWith(word)) return 0;
    if (names!.some((one) => one.startsWith(word))) return 1;
    return others!.some((one) => one.startsWith(word)) ? 2 : null;
  });
  return ranks.includes(null) ? null : ranks.reduce<number>((sum, rank) => sum + rank!, 0);
}
