import { Fragment, useCallback, useEffect, useState, useSyncExternalStore } from "react";
import { useAccountChoice } from "../accounts";
import { Frame } from "../Frame";
import { nameOf, type Instrument } from "../model/market";
import { useSampled } from "../frames";
import { decimalsOf, percent, price, size } from "../model/numbers";
import { bestAsk, bestBid } from "../model/book";
import { changePercent, unseen, type Watched } from "../model/watch";
import { useFollowing, type Following } from "../following";
import { useMachine } from "../machine";
import { useKept } from "../kept";
import { paneNames, placed, isShown } from "../model/layout";
import { layoutsIn } from "../model/layouts";
import { usePlace } from "../place";
import { useAccount, useTrading } from "../trading";
import { Chart } from "../views/Chart";
import { Depth } from "../views/Depth";
import { Ladder } from "../views/Ladder";
import { LayoutMenu } from "../views/layout/LayoutMenu";
import { Splitters } from "../views/layout/Splitters";
import { Freshness, Marks } from "../views/Status";
import { TapePane } from "../views/Tape";
import { TimeMachine } from "../views/TimeMachine";
import { Watchlist } from "../views/Watchlist";
import { useWatched } from "../watching";
import { connectionStore } from "../wire";
import "./market.css";

const tabs = [["watch", "List"], ["chart", "Chart"], ["ladder", "Book"], ["tape", "Tape"], ["depth", "Depth"]] as const;

// So long before the last trade the time machine begins.
const lookBackMillis = 600_000;

/** The market page: one instrument from every side, beside all others. */
export function Market({ instruments }: { instruments: readonly Instrument[] }) {
  const { instrument: sought, at } = usePlace();
  const named = instruments.find((one) => nameOf(one) === sought) ?? null;
  const instrument = sought === null ? instruments[0] ?? null : named;
  const selected = instrument ? nameOf(instrument) : null;
  const row = useWatched(instrument);
  const [tab, setTab] = useState<string>("ladder");
  const machine = useMachine(at);
  const { clock, travel } = machine;
  const caughtUp = useCallback(() => travel(null), [travel]);
  const following = useFollowing(instrument, clock, caughtUp);
  const trading = useTrading(useAccountChoice().account);
  const account = useAccount(trading);
  const connection = useSyncExternalStore(connectionStore.subscribe, connectionStore.read);
  const [layouts, setLayouts] = useKept("bourse.layouts", layoutsIn);
  const { panes, splitters } = placed(layouts.current);
  const layoutMenu = <LayoutMenu layouts={layouts} change={setLayouts} />;
  const decimals = decimalsOf(instrument?.tick_size ?? 0.005);
  useEffect(() => {
    document.title = row?.last != null ? `${price(row.last, decimals)} ${row.instrument.symbol} · Bourse` : "Bourse";
  }, [row, decimals]);
  return (
    <Frame
      title={(
        <>
          {row && (clock ? <PastTitle row={row} following={following} /> : <Title row={row} />)}
          {instrument && <Marks origin={instrument} />}
          {following && <LiveMarks following={following} />}
        </>
      )}
      state={clock ? <>{layoutMenu}<span className="pill past" role="status">the past</span></> : (
        <>
          {layoutMenu}
          {row?.lastTime && (
            <button type="button" onClick={() => travel(Date.parse(row.lastTime!) - lookBackMillis)}>time machine</button>
          )}
          <Freshness time={row?.lastTime ?? null} zone={instrument?.time_zone ?? "UTC"} />
        </>
      )}
    >
      {clock && instrument && <TimeMachine machine={machine} clock={clock} instrument={instrument} />}
      <main className="market" data-tab={tab} data-old={connection !== "live"}
        data-hidden={paneNames.filter((name) => !isShown(layouts.current, name)).join(" ")}
        style={Object.fromEntries([...panes].map(([name, at]) => [`--${name}`, `${at.top} ${at.right} ${at.bottom} ${at.left}`]))}>
        <Watchlist instruments={instruments} selected={selected} />
        {sought !== null && instruments.length > 0 && !named && <p className="chart nothing">No instrument is named {sought}.</p>}
        {instrument && <Chart instrument={instrument} clock={clock} />}
        {following && (
          <Fragment key={selected}>
            <Depth following={following} />
            <Ladder following={following} orders={trading && !clock ? account.orders : null} />
            <TapePane following={following} />
          </Fragment>
        )}
        <Splitters layout={layouts.current} splitters={splitters} change={(current) => setLayouts({ ...layouts, current })} />
      </main>
      <nav className="tabs" aria-label="Parts of the page">
        {tabs.map(([name, label]) => (
          <button key={name} type="button" aria-current={tab === name} onClick={() => setTab(name)}>{label}</button>
        ))}
      </nav>
    </Frame>
  );
}

// As it was: of the tape and the book that are shown, not of the list, which goes on living.
function PastTitle({ row, following }: { row: Watched; following: Following | null }) {
  const last = useSampled(() => following?.tape()[0]?.price ?? null, 250);
  const bid = useSampled(() => following && bestBid(following.book), 250);
  const ask = useSampled(() => following && bestAsk(following.book), 250);
  return <Title row={{ ...unseen(row.instrument), last, bid, ask }} />;
}

export function Title({ row }: { row: Watched }) {
  const { instrument } = row;
  const decimals = decimalsOf(instrument.tick_size ?? 0.005);
  const change = changePercent(row);
  return (
    <div className="title">
      <h1>{instrument.symbol}</h1>
      <span className="name">{instrument.exchange} · {instrument.name}</span>
      <span className={`last ${row.wasUp === null ? "" : row.wasUp ? "up" : "down"}`}>{price(row.last, decimals)}</span>
      <span className={change === null || change === 0 ? "" : change > 0 ? "up" : "down"}>{percent(change)}</span>
      <span className="facts">
        bid <b>{price(row.bid, decimals)}</b> ask <b>{price(row.ask, decimals)}</b> volume <b>{row.volume === null ? "–" : size(row.volume)}</b>
        {" "}{instrument.currency}
      </span>
    </div>
  );
}

// What may be so of one event and not of the next.
export function LiveMarks({ following }: { following: Following }) {
  const isSuspect = useSampled(() => following.book.isSuspect, 500);
  const isReplayed = useSampled(() => following.tape()[0]?.replayed === true, 500);
  return <Marks origin={{ suspect: isSuspect, replayed: isReplayed }} />;
}
