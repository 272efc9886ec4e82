import { useEffect, useState } from "react";
import { ThemeButton } from "./App";
import { nameOf, type Instrument } from "./model/market";
import { decimalsOf, percent, price } from "./model/numbers";
import { changePercent } from "./model/watch";
import { useFollowing } from "./following";
import { usePlace } from "./place";
import { Chart } from "./views/Chart";
import { Depth } from "./views/Depth";
import { Ladder } from "./views/Ladder";
import { Freshness, Marks } from "./views/Status";
import { TapePane } from "./views/Tape";
import { Watchlist } from "./views/Watchlist";
import { useWatching } from "./watching";

const tabs = [["watch", "List"], ["chart", "Chart"], ["ladder", "Book"], ["tape", "Tape"], ["depth", "Depth"]] as const;

/** The market page: one instrument from every side, beside all others. */
export function Market({ instruments }: { instruments: readonly Instrument[] }) {
  const place = usePlace();
  const instrument = instruments.find((one) => nameOf(one) === place) ?? instruments[0] ?? null;
  const selected = instrument ? nameOf(instrument) : null;
  const rows = useWatching(instruments);
  const row = selected ? rows.get(selected) : undefined;
  const [tab, setTab] = useState<string>("ladder");
  const following = useFollowing(instrument);
  const decimals = decimalsOf(instrument?.tick_size ?? 0.005);
  const change = row ? changePercent(row) : null;
  useEffect(() => {
    document.title = row?.last != null ? `${price(row.last, decimals)} ${row.instrument.symbol} · Bourse` : "Bourse";
  }, [row, decimals]);
  return (
    <>
      <header className="top">
        <a className="brand" href="/"><img src="/favicon.svg" alt="" />Bourse</a>
        {instrument && (
          <div className="title">
            <h1>{instrument.symbol}</h1>
            <span className="name">{instrument.name}</span>
            <span className="last">{price(row?.last, decimals)}</span>
            <span className={change === null ? "" : change >= 0 ? "up" : "down"}>{percent(change)}</span>
          </div>
        )}
        {instrument && <Marks origin={instrument} />}
        <span className="push" />
        <Freshness time={row?.lastTime ?? null} zone={instrument?.time_zone ?? "UTC"} />
        <ThemeButton />
      </header>
      <main className="market" data-tab={tab}>
        <Watchlist rows={rows} selected={selected} />
        {instrument && <Chart instrument={instrument} />}
        {following && (
          <>
            <Depth following={following} />
            <Ladder following={following} />
            <TapePane following={following} />
          </>
        )}
      </main>
      <nav className="tabs" aria-label="Parts of the page">
        {tabs.map(([name, label]) => (
          <button key={name} type="button" aria-current={tab === name} onClick={() => setTab(name)}>{label}</button>
        ))}
      </nav>
    </>
  );
}
