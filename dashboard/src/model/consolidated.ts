// The best of one symbol over all its venues, as the interface says it.

export interface VenueTop {
  readonly exchange: string;
  readonly time: string | null;
  readonly bid: number | null;
  readonly bid_size: number;
  readonly ask: number | null;
  readonly ask_size: number;
  readonly left_out?: string;
}

export interface Best {
  readonly exchange: string;
  readonly price: number;
  readonly size: number;
}

export interface Arbitrage {
  readonly spread: number;
  readonly size: number;
  readonly buy_at: string;
  readonly sell_at: string;
}

export interface Consolidated {
  readonly symbol: string;
  readonly currency: string | null;
  readonly bid: Best | null;
  readonly ask: Best | null;
  readonly spread: number | null;
  /** What buying at one and selling at another brings a unit. */
  readonly arbitrage: Arbitrage | null;
  readonly venues: readonly VenueTop[];
}

const reasons: Readonly<Record<string, string>> = {
  suspect: "its book may be wrong since a gap",
  crossed: "its own bid is above its own ask",
  stale: "it has been silent for too long",
  empty: "it has neither bid nor ask",
  synthetic: "it is made up, and others are not",
  currency: "its prices are in another currency",
};

/** Why a venue is not compared; null where it is. */
export const leftOutOf = ({ left_out }: VenueTop): string | null => (left_out ? reasons[left_out] ?? left_out : null);
