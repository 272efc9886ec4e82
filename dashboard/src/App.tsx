import { lazy, Suspense, useEffect, useState, type ComponentType } from "react";
import { nameOf, type Instrument, type Summary } from "./model/market";
import { Market } from "./pages/Market";
import type { PageName } from "./model/address";
import { usePlace } from "./place";
import { Fault } from "./views/Fault";
import { Notices } from "./views/Notices";
import { SignInForm } from "./views/SignIn";
import { askPatiently, open, Refusal } from "./wire";
import "./frame.css";

const none: readonly Instrument[] = [];

/** What every page is handed. */
export interface PageProperties {
  readonly instruments: readonly Instrument[];
  readonly summary: Summary | null;
}

const pageOf: Readonly<Record<PageName, ComponentType<PageProperties>>> = {
  market: Market,
  trade: lazy(() => import("./pages/Trade")),
};

/** The frame around every page: which instruments there are, and what is said when they may not be seen. */
export function App() {
  const [instruments, setInstruments] = useState<readonly Instrument[] | null>(null);
  const { page, instrument: sought } = usePlace();
  const [refusal, setRefusal] = useState<string | null>(null);
  const [summary, setSummary] = useState<Summary | null>(null);
  useEffect(() => {
    const abort = new AbortController();
    askPatiently<{ instruments: Instrument[] }>("/api/v1/stocks/search?limit=50", abort.signal)
      .then((answer) => setInstruments(answer.instruments))
      .catch((fault: unknown) => {
        if (!abort.signal.aborted) setRefusal(fault instanceof Refusal ? fault.message : "The server does not answer.");
      });
    const close = open({ topic: "market:summary", payload: () => ({}), events: { summary: setSummary } });
    return () => {
      abort.abort();
      close();
    };
  }, []);
  // The list has the first of many: what the path names may be another.
  useEffect(() => {
    if (!instruments || !sought || instruments.some((one) => nameOf(one) === sought)) return;
    const symbol = encodeURIComponent(sought.slice(sought.indexOf(":") + 1));
    const abort = new AbortController();
    askPatiently<{ instruments: Instrument[] }>(`/api/v1/stocks/search?q=${symbol}&limit=50`, abort.signal)
      .then((answer) => {
        const found = answer.instruments.filter((one) => nameOf(one) === sought);
        if (found.length > 0) setInstruments([...instruments, ...found]);
      })
      .catch(() => {});
    return () => abort.abort();
  }, [instruments, sought]);
  if (refusal !== null) return <main className="refused"><h1>Bourse</h1><SignInForm reason={refusal} /></main>;
  const Page = pageOf[page];
  return (
    <div className="app">
      <Fault page={page}>
        <Suspense fallback={<p className="nothing">Loading…</p>}><Page instruments={instruments ?? none} summary={summary} /></Suspense>
      </Fault>
      <Notices />
      <footer className="foot">
        <span>{summary ? `tape ${summary.sequence.toLocaleString("en")} · ${summary.totals.trades.toLocaleString("en")} trades` : ""}</span>
        <a className="push" href="/about">about</a>
        <a href="/docs">interface</a>
        <a href="https://www.tradingview.com/" rel="noreferrer">charts: TradingView Lightweight Charts™</a>
      </footer>
    </div>
  );
}
