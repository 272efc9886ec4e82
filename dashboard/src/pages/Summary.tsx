import { useEffect } from "react";
import { Frame } from "../Frame";
import type { PageProperties } from "../App";
import type { Summary as MarketSummary } from "../model/market";
import { price, size } from "../model/numbers";
import { CorrelationPane } from "../views/Correlation";
import { Movers } from "../views/Movers";
import { Freshness } from "../views/Status";
import { Venues } from "../views/Venues";
import "./pages.css";

const orders = [
  ["Gainers", "gainers", "Nothing is above its previous close."],
  ["Losers", "losers", "Nothing is below its previous close."],
  ["Most active", "most_active", "Nothing has traded."],
] as const;

/** The whole market at a glance: totals, who moved, how the venues are, and what moves together. */
export default function Summary({ instruments, summary }: PageProperties) {
  useEffect(() => {
    document.title = "Summary · Bourse";
  }, []);
  return (
    <Frame title={<h1 className="page-title">Summary</h1>} state={<Freshness time={null} zone="UTC" />}>
      <main className="page summary">
        {summary ? (
          <>
            <Totals summary={summary} />
            {orders.map(([title, which, empty]) => (
              <Movers key={which} title={title} movers={summary.movers[which]} instruments={instruments} empty={empty} />
            ))}
            <Venues venues={summary.venues} />
          </>
        ) : <p className="nothing">Waiting for the market…</p>}
        <CorrelationPane instruments={instruments} />
      </main>
    </Frame>
  );
}

function Totals({ summary: { totals, sequence } }: { summary: MarketSummary }) {
  const facts: readonly (readonly [string, string])[] = [
    ["Instruments", price(totals.instruments, 0)],
    ["Trades", price(totals.trades, 0)],
    ["Quotes", price(totals.quotes, 0)],
    ["Gaps", price(totals.gaps, 0)],
    ...totals.turnover.map(({ currency, amount }) => [`Turnover, ${currency}`, size(amount)] as const),
    ["Tape", price(sequence, 0)],
  ];
  return (
    <dl className="tiles" aria-label="Totals">
      {facts.map(([what, value]) => <div key={what}><dt>{what}</dt><dd>{value}</dd></div>)}
    </dl>
  );
}
