import { useState } from "react";
import type { Account } from "../model/account";
import { amount, gain, price, quantity, timeOfDay } from "../model/numbers";
import { priceDecimals, type Listed, type Portfolio, type Position } from "../model/trading";
import { useAccount, usePortfolio, type Trading } from "../trading";
import { Figure, Heads, SideCell, SymbolCell } from "./Heads";
import { History } from "./History";
import { OpenOrders } from "./OpenOrders";

const tabs = ["orders", "fills", "positions", "balances", "history"] as const;
type Tab = (typeof tabs)[number];

interface HoldingsProperties {
  readonly trading: Trading;
  readonly listed: readonly Listed[];
  /** Puts an order that brings a position to zero on the ticket. */
  readonly onClose: (position: Position) => void;
}

/** What the account has open, has done and has, as it changes. */
export function Holdings({ trading, listed, onClose }: HoldingsProperties) {
  const [tab, setTab] = useState<Tab>("orders");
  const account = useAccount(trading);
  const portfolio = usePortfolio(trading);
  const label: Record<Tab, string> = {
    orders: `Open orders ${account.orders.size}`, fills: "Fills", positions: `Positions ${open(portfolio)}`, balances: "Balances",
    history: "History",
  };
  return (
    <section className="pane holdings" aria-label="Account">
      <header>
        <div role="group" aria-label="What is shown">
          {tabs.map((one) => (
            <button key={one} type="button" aria-pressed={tab === one} onClick={() => setTab(one)}>{label[one]}</button>
          ))}
        </div>
        <Totals portfolio={portfolio} />
      </header>
      <div className="fill table">
        {tab === "orders" && <OpenOrders account={account} trading={trading} listed={listed} />}
        {tab === "fills" && <Fills account={account} listed={listed} />}
        {tab === "positions" && <Positions portfolio={portfolio} listed={listed} onClose={onClose} />}
        {tab === "balances" && <Balances account={account} />}
        {tab === "history" && <History account={trading.account} listed={listed} />}
      </div>
    </section>
  );
}

const open = (portfolio: Portfolio | null) => portfolio?.positions.filter((one) => one.quantity !== 0).length ?? 0;

const direction = (value: number | null) => (value === null || value === 0 ? "" : value > 0 ? "up" : "down");

/** What all positions come to, in each asset that they are traded for. */
function Totals({ portfolio }: { portfolio: Portfolio | null }) {
  return (
    <span className="totals push" role="group" aria-label="Profit and loss">
      {portfolio?.totals.map((total) => (
        <span key={total.asset}>
          {total.asset} <span className="dim">realised</span> <b className={direction(total.realised)}>{gain(total.realised)}</b>
          {" "}<span className="dim">unrealised</span> <b className={direction(total.unrealised)}>{gain(total.unrealised)}</b>
        </span>
      ))}
    </span>
  );
}

const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;

function Fills({ account, listed }: { account: Account; listed: readonly Listed[] }) {
  if (account.fills.length === 0) return <p className="empty">Nothing was filled yet.</p>;
  return (
    <table>
      <Heads names={["Time", "Symbol", "Side", "#Quantity", "#Price", "#Value", "#Fee", "Liquidity", "#Order"]} />
      <tbody>
        {account.fills.map((fill) => (
          <tr key={fill.sequence}>
            <td className="time" title={fill.time}>{timeOfDay(fill.time, zone)}</td>
            <SymbolCell symbol={fill.symbol} />
            <SideCell side={fill.side} />
            <Figure>{quantity(fill.quantity)}</Figure>
            <Figure>{price(fill.price, priceDecimals(listed, fill.symbol))}</Figure>
            <Figure>{amount(fill.value)}</Figure>
            <Figure>{amount(fill.fee)}</Figure>
            <td>{fill.liquidity.replace("_", " ")}</td>
            <Figure kind="dim">{fill.order_id}</Figure>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface PositionsProperties {
  readonly portfolio: Portfolio | null;
  readonly listed: readonly Listed[];
  readonly onClose: (position: Position) => void;
}

function Positions({ portfolio, listed, onClose }: PositionsProperties) {
  if (!portfolio || portfolio.positions.length === 0) return <p className="empty">No positions.</p>;
  return (
    <table>
      <Heads names={[
        "Symbol", "#Quantity", "#Average cost", "#Mark", "#Value",
        "#Unrealised", "#Realised", "#Fees", "",
      ]} />
      <tbody>
        {portfolio.positions.map((one) => (
          <tr key={one.symbol}>
            <SymbolCell symbol={one.symbol} />
            <Figure kind={direction(one.quantity)}>{quantity(one.quantity)}</Figure>
            <Figure>{quantity(one.average_cost)}</Figure>
            <Figure>{price(one.mark_price, priceDecimals(listed, one.symbol))}</Figure>
            <Figure>{amount(one.value)}</Figure>
            <Figure kind={direction(one.unrealised)}>{gain(one.unrealised)}</Figure>
            <Figure kind={direction(one.realised)}>{gain(one.realised)}</Figure>
            <Figure>{amount(one.fees)}</Figure>
            <td>
              {one.quantity !== 0 && (
                <button type="button" onClick={() => onClose(one)} aria-label={`Close ${one.symbol}`}>close…</button>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Balances({ account }: { account: Account }) {
  const balances = [...account.balances.values()];
  if (balances.length === 0) return <p className="empty">Nothing was brought in yet.</p>;
  return (
    <table>
      <Heads names={["Asset", "#Available", "#Held", "#Total"]} />
      <tbody>
        {balances.map((one) => (
          <tr key={one.asset}>
            <td>{one.asset}</td>
            <Figure>{amount(one.available)}</Figure>
            <Figure>{amount(one.held)}</Figure>
            <Figure>{amount(one.total)}</Figure>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
