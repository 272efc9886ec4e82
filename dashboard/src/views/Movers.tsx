import { memo } from "react";
import { addressOf } from "../model/address";
import { nameOf, type Instrument, type Mover } from "../model/market";
import { decimalsOf, percent, price, size } from "../model/numbers";
import { follow } from "../place";

/** Instruments in an order of the server's, each with its day; a click leads to its market page. */
export const Movers = memo(function Movers({ title, movers, instruments, empty }: {
  title: string; movers: readonly Mover[]; instruments: readonly Instrument[]; empty: string;
}) {
  return (
    <section className="pane movers" aria-label={title}>
      <header><h2>{title}</h2></header>
      <div className="fill scrolls">
        <table className="grid">
          <thead>
            <tr><th>Instrument</th><th>Price</th><th>Change</th><th>%</th><th>Volume</th><th>Turnover</th></tr>
          </thead>
          <tbody>{movers.map((mover) => <Row key={nameOf(mover)} mover={mover} instruments={instruments} />)}</tbody>
        </table>
        {movers.length === 0 && <p className="none">{empty}</p>}
      </div>
    </section>
  );
});

function Row({ mover, instruments }: { mover: Mover; instruments: readonly Instrument[] }) {
  const name = nameOf(mover);
  const place = { page: "market", instrument: name, at: null } as const;
  const tick = instruments.find((one) => nameOf(one) === name)?.tick_size;
  const decimals = tick ? decimalsOf(tick) : Math.max(2, decimalsOf(mover.price), decimalsOf(mover.change ?? 0));
  const direction = !mover.change ? "" : mover.change > 0 ? "up" : "down";
  const made = mover.synthetic ? "synthetic" : mover.bots ? "bots" : "";
  return (
    <tr>
      <th scope="row">
        <a href={addressOf(place)} onClick={(event) => follow(event, place)}>{mover.symbol}</a>
        <small>{mover.exchange}{made && ` · ${made}`}</small>
      </th>
      <td>{price(mover.price, decimals)}</td>
      <td className={direction}>{mover.change === null ? "–" : `${mover.change > 0 ? "+" : ""}${price(mover.change, decimals)}`}</td>
      <td className={direction}>{direction === "up" ? "▲ " : direction === "down" ? "▼ " : ""}{percent(mover.change_percent)}</td>
      <td>{size(mover.volume)}</td>
      <td>{size(mover.turnover)} <small>{mover.currency}</small></td>
    </tr>
  );
}
