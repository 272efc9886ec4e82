import { useEffect, useState } from "react";
import { coalesced } from "../../frames";
import { leftOutOf, type Best, type Consolidated, type VenueTop } from "../../model/consolidated";
import type { Instrument } from "../../model/market";
import { decimalsOf, price, size, timeOfDay } from "../../model/numbers";
import { open } from "../../wire";

/** The symbol over all its venues, as it goes on; null until it is known. */
export function useConsolidated(symbol: string, isLive: boolean): Consolidated | null {
  const [known, setKnown] = useState<Consolidated | null>(null);
  useEffect(() => {
    setKnown(null);
    if (!isLive) return;
    let latest: Consolidated | null = null;
    const frames = coalesced(() => setKnown(latest));
    const close = open({
      topic: "stock:consolidated",
      payload: () => ({ symbols: [symbol] }),
      events: {
        consolidated: (next: Consolidated) => {
          if (next.symbol !== symbol) return;
          latest = next;
          frames.request();
        },
      },
    });
    return () => {
      close();
      frames.stop();
    };
  }, [symbol, isLive]);
  return known;
}

/** Where one buys and sells best, what each venue has itself, and which are not compared. */
export function Venues({ all, instrument }: { all: Consolidated; instrument: Instrument }) {
  const decimals = Math.max(decimalsOf(instrument.tick_size ?? 0.005), ...all.venues.flatMap(({ bid, ask }) => [bid, ask])
    .map((one) => (one === null ? 0 : decimalsOf(one))));
  return (
    <div className="venues">
      <p>
        best bid <b className="up">{price(all.bid?.price, decimals)}</b> {whereOf(all.bid)}
        {" · "}best ask <b className="down">{price(all.ask?.price, decimals)}</b> {whereOf(all.ask)}
        {" · "}spread <b>{price(all.spread, decimals)}</b> {all.currency}
      </p>
      {all.arbitrage && (
        <p className="arbitrage" role="note">
          Buy at {all.arbitrage.buy_at}, sell at {all.arbitrage.sell_at}: <b>{price(all.arbitrage.spread, decimals)}</b> a unit
          for <b>{size(all.arbitrage.size)}</b>, before fees
        </p>
      )}
      <table>
        <thead>
          <tr><th scope="col">Venue</th><th scope="col">Size</th><th scope="col">Bid</th><th scope="col">Ask</th><th scope="col">Size</th>
            <th scope="col">Changed</th></tr>
        </thead>
        <tbody>
          {all.venues.map((venue) => (
            <Row key={venue.exchange} venue={venue} all={all} decimals={decimals} zone={instrument.time_zone} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

const whereOf = (best: Best | null) => best && `× ${size(best.size)} at ${best.exchange}`;

function Row({ venue, all, decimals, zone }: { venue: VenueTop; all: Consolidated; decimals: number; zone: string }) {
  const reason = leftOutOf(venue);
  const isBid = all.bid?.exchange === venue.exchange;
  const isAsk = all.ask?.exchange === venue.exchange;
  return (
    <>
      <tr className={reason === null ? "" : "left-out"}>
        <th scope="row">{venue.exchange}</th>
        <td>{venue.bid === null ? "–" : size(venue.bid_size)}</td>
        <td className={isBid ? "best up" : ""}>{isBid && "★ "}{price(venue.bid, decimals)}</td>
        <td className={isAsk ? "best down" : ""}>{isAsk && "★ "}{price(venue.ask, decimals)}</td>
        <td>{venue.ask === null ? "–" : size(venue.ask_size)}</td>
        <td>{venue.time === null ? "–" : timeOfDay(venue.time, zone)}</td>
      </tr>
      {reason !== null && <tr className="left-out"><td colSpan={6}>{venue.exchange} is left out: {reason}</td></tr>}
    </>
  );
}
