import { lazy, Suspense, useEffect, useState, type ComponentType } from "react";
import { useInstruments } from "./instruments";
import type { Instrument, Summary } from "./model/market";
import { Market } from "./pages/Market";
import type { PageName } from "./model/address";
import { usePlace } from "./place";
import { AlertWatch } from "./views/Alerting";
import { Fault } from "./views/Fault";
import { Keys } from "./views/Keys";
import { Notices } from "./views/Notices";
import { SignInForm } from "./views/SignIn";
import { askPatiently, open } from "./wire";
import "./frame.css";

/** What every page is handed. */
export interface PageProperties {
  readonly instruments: readonly Instrument[];
  readonly summary: Summary | null;
}

const pageOf: Readonly<Record<PageName, ComponentType<PageProperties>>> = {
  market: Market,
  trade: lazy(() => import("./pages/Trade")),
  summary: lazy(() => import("./pages/Summary")),
  alerts: lazy(() => import("./pages/Alerts")),
  status: lazy(() => import("./pages/Health")),
};

/** The frame around every page: which instruments there are, and what is said when they may not be seen. */
export function App() {
  const { page, instrument: sought } = usePlace();
  const [summary, setSummary] = useState<Summary | null>(null);
  const { instruments, refusal } = useInstruments(sought, summary?.totals.instruments ?? 0);
  useEffect(() => {
    const abort = new AbortController();
    askPatiently<Summary>("/api/v1/market/summary", abort.signal)
      .then((answer) => setSummary((known) => known ?? answer))
      .catch(() => {});
    const close = open({ topic: "market:summary", payload: () => ({}), events: { summary: setSummary } });
    return () => {
      abort.abort();
      close();
    };
  }, []);
  if (refusal !== null) return <main className="refused"><h1>Bourse</h1><SignInForm reason={refusal} /></main>;
  const Page = pageOf[page];
  return (
    <div className="app">
      <Fault page={page}>
        <Suspense fallback={<p className="nothing">Loading…</p>}><Page instruments={instruments} summary={summary} /></Suspense>
      </Fault>
      <Notices />
      <Keys />
      <AlertWatch />
      <footer className="foot">
        <span>{summary ? `tape ${summary.sequence.toLocaleString("en")} · ${summary.totals.trades.toLocaleString("en")} trades` : ""}</span>
        <a className="push" href="/about">about</a>
        <a href="/docs">interface</a>
        <a href="https://www.tradingview.com/" rel="noreferrer">charts: TradingView Lightweight Charts™</a>
      </footer>
    </div>
  );
}
