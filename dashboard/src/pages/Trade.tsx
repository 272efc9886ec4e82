import { Fragment, useEffect, useMemo, useState, useSyncExternalStore } from "react";
import { useAccountChoice, useListed } from "../accounts";
import type { PageProperties } from "../App";
import { Frame } from "../Frame";
import { useFollowing, type Following } from "../following";
import { nameOf, type Instrument } from "../model/market";
import { mayTrade } from "../model/session";
import { emptyDraft, type Draft } from "../model/ticket";
import { marketNameOf, traded, type Listed, type Position } from "../model/trading";
import { goTo, usePlace } from "../place";
import { sessionStore } from "../session";
import { useAccount, useTrading, type Trading } from "../trading";
import { Chart } from "../views/Chart";
import { Holdings } from "../views/Holdings";
import { Ladder } from "../views/Ladder";
import { Cancels, useLadderHands, useTradeKeys } from "../views/tradeHands";
import { SignInForm } from "../views/SignIn";
import { Freshness, Marks } from "../views/Status";
import { TapePane } from "../views/Tape";
import { Ticket } from "../views/Ticket";
import { useWatched } from "../watching";
import { connectionStore } from "../wire";
import { LiveMarks, Title } from "./Market";
import "./trade.css";

const tabs = [["ladder", "Book"], ["ticket", "Ticket"], ["holdings", "Account"], ["tape", "Tape"], ["chart", "Chart"]] as const;

const onPaper = "Filled against the market of elsewhere; nothing is sent there";

const onOneClick = "A click on a bid or an ask places a limit order of the ticket's quantity there";

const nothing = () => {};

/** The trading page: one instrument that the exchange lists, and an account that trades it. */
export default function Trade({ instruments, summary }: PageProperties) {
  const { instrument: sought } = usePlace();
  const listed = useListed();
  const choice = useAccountChoice();
  const trading = useTrading(choice.account);
  const name = sought ?? (listed?.[0] ? marketNameOf(listed[0].symbol) : null);
  const one = listed?.find((other) => marketNameOf(other.symbol) === name) ?? null;
  const known = instruments.find((other) => nameOf(other) === name);
  // What has not been traded yet is unknown to market data, and traded all the same.
  const isLoaded = instruments.length > 0 || summary !== null;
  const instrument = useMemo(() => (one && isLoaded ? traded(one, known) : null), [one?.symbol, one?.terms.tick, one?.terms.lot, known, isLoaded]);
  const following = useFollowing(instrument, null, nothing);
  // What was typed for an instrument is there when it is come back to.
  const [drafts, setDrafts] = useState<Readonly<Record<string, Draft>>>({});
  const changeOf = (symbol: string, part: Partial<Draft>) =>
    setDrafts((before) => ({ ...before, [symbol]: { ...emptyDraft, ...before[symbol], ...part } }));
  const row = useWatched(instrument);
  useEffect(() => {
    if (sought === null && name !== null) goTo({ instrument: name }, "instead");
  }, [sought, name]);
  useEffect(() => {
    document.title = `${one?.symbol ?? "Trade"} · Bourse`;
  }, [one]);
  return (
    <Frame
      title={(
        <>
          {listed && listed.length > 0 && (
            <select className="chooser" aria-label="Instrument" value={one?.symbol ?? ""}
              onChange={(event) => goTo({ instrument: marketNameOf(event.target.value) })}>
              {!one && <option value="">choose…</option>}
              {listed.map(({ symbol, paper }) => <option key={symbol} value={symbol}>{symbol}{paper ? " (paper)" : ""}</option>)}
            </select>
          )}
          {row && <Title row={row} />}
          {instrument && <Marks origin={instrument} />}
          {following && <LiveMarks following={following} />}
          {one && (one.killed || one.phase !== "continuous") && (
            <span className="mark suspect" title="What the exchange takes of orders now">{one.killed ? "killed" : one.phase}</span>
          )}
          {one?.paper && <span className="mark replayed" title={onPaper}>paper</span>}
        </>
      )}
      state={<Freshness time={row?.lastTime ?? null} zone={instrument?.time_zone ?? "UTC"} />}
    >
      {one && instrument
        ? <Desk key={one.symbol} one={one} listed={listed!} instrument={instrument} following={following} choice={choice}
            trading={trading} draft={drafts[one.symbol] ?? emptyDraft} changeOf={changeOf} />
        : <main className="trade"><p className="nothing">{listed === null || one ? "Loading…" : missing(name)}</p></main>}
    </Frame>
  );
}

const missing = (name: string | null) => (name === null
  ? "The exchange lists nothing yet."
  : `${name} is not listed on the exchange: choose one that is. `
    + `An administrator lists others, on paper: bourse exchange list ${name} --paper.`);

interface DeskProperties {
  readonly one: Listed;
  readonly listed: readonly Listed[];
  readonly instrument: Instrument;
  readonly following: Following | null;
  readonly choice: ReturnType<typeof useAccountChoice>;
  readonly trading: Trading | null;
  readonly draft: Draft;
  readonly changeOf: (symbol: string, part: Partial<Draft>) => void;
}

function Desk({ one, listed, instrument, following, choice, trading, draft, changeOf }: DeskProperties) {
  const [isArmed, setArmed] = useState(false);
  const [tab, setTab] = useState<string>("ladder");
  const session = useSyncExternalStore(sessionStore.subscribe, sessionStore.read);
  const connection = useSyncExternalStore(connectionStore.subscribe, connectionStore.read);
  const account = useAccount(trading);
  const trader = mayTrade(session) ? trading : null;
  const change = (part: Partial<Draft>) => changeOf(one.symbol, part);
  useEffect(() => setArmed(false), [trader]);
  const hands = useLadderHands(one, trader, draft, isArmed, change);
  const isEscaped = useTradeKeys(one.symbol, trader, change, () => setArmed((before) => trader !== null && !before));
  const onClose = (position: Position) => {
    goTo({ instrument: marketNameOf(position.symbol) });
    changeOf(position.symbol, {
      side: position.quantity > 0 ? "sell" : "buy", type: "market", isNotional: false, quantity: `${Math.abs(position.quantity)}`,
      isReduceOnly: true,
    });
    setTab("ticket");
  };
  return (
    <>
      <main className="trade" data-tab={tab} data-old={connection !== "live"}>
        {following && (
          <Fragment key={nameOf(instrument)}>
            <Ladder following={following} orders={trading && account.orders} hands={hands}
              controls={trader && (
                <button type="button" className="arm" aria-pressed={isArmed} aria-keyshortcuts="a"
                  onClick={() => setArmed(!isArmed)} title={onOneClick}>
                  {isArmed ? "one-click armed" : "one-click off"}
                </button>
              )}
              foot={trader && <Cancels symbol={one.symbol} orders={account.orders} trading={trader} isEscaped={isEscaped} />} />
            <TapePane following={following} />
          </Fragment>
        )}
        <Chart instrument={instrument} clock={null} />
        {trader
          ? <Ticket listed={one} choice={choice} trading={trader} draft={draft} change={change} />
          : <NoTicket choice={choice} />}
        {trading ? <Holdings trading={trading} listed={listed} onClose={onClose} /> : <NoHoldings />}
      </main>
      <nav className="tabs" aria-label="Parts of the page">
        {tabs.map(([name, label]) => (
          <button key={name} type="button" aria-current={tab === name} onClick={() => setTab(name)}>{label}</button>
        ))}
      </nav>
    </>
  );
}

const NoHoldings = () => (
  <section className="pane holdings" aria-label="Account">
    <p className="empty">Orders, fills and balances are shown here once you have signed in.</p>
  </section>
);

/** Instead of the ticket, for whoever may not place orders. */
function NoTicket({ choice }: { choice: ReturnType<typeof useAccountChoice> }) {
  const session = useSyncExternalStore(sessionStore.subscribe, sessionStore.read);
  return (
    <section className="pane ticket" aria-label="Ticket">
      <header><h2>Ticket</h2></header>
      <div className="fill refused">
        {session === null ? <SignInForm reason={null} />
          : !mayTrade(session) ? <p>{session.user} may look, and not trade.</p>
          : choice.accounts?.length === 0
            && <p>{session.user} has no account yet: an administrator opens one, bourse exchange open {session.user}.</p>}
      </div>
    </section>
  );
}
