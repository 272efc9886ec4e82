import { memo, useState, type KeyboardEvent } from "react";
import { standsAt, type Account } from "../model/account";
import { price, quantity } from "../model/numbers";
import { priceDecimals, type Listed, type OpenOrder } from "../model/trading";
import type { Trading } from "../trading";
import { Figure, Heads, SideCell, SymbolCell } from "./Heads";

/** What is open, the newest first: quantity, price and stop can be typed over. */
export function OpenOrders({ account, trading, listed }: { account: Account; trading: Trading; listed: readonly Listed[] }) {
  const orders = [...account.orders.values()].reverse();
  if (orders.length === 0) return <p className="empty">No open orders.</p>;
  return (
    <table>
      <Heads names={[
        "Symbol", "Side", "Type", "In force", "#Open", "#Of",
        "#Price", "#Stop", "Terms", "#Order", "",
      ]} />
      <tbody>
        {orders.map((order) => (
          <OpenOrderRow key={order.order_id} order={order} trading={trading} decimals={priceDecimals(listed, order.symbol)} />
        ))}
      </tbody>
    </table>
  );
}

interface OpenOrderProperties {
  readonly order: OpenOrder;
  readonly trading: Trading;
  readonly decimals: number | null;
}

const OpenOrderRow = memo(function OpenOrderRow({ order, trading, decimals }: OpenOrderProperties) {
  const move = (field: string, text: string) =>
    void trading.replace(order.order_id, { [field]: text }, `${order.side} ${order.symbol}: ${field.replace("_", " ")} ${text}`);
  const editable = (name: string, field: string, value: number | null, text: string) => (
    <Editable label={`${name} of order ${order.order_id}`} value={value} text={text} onText={(typed) => move(field, typed)} />
  );
  const isStop = order.stop_price !== undefined;
  return (
    <tr>
      <SymbolCell symbol={order.symbol} />
      <SideCell side={order.side} />
      <td>{order.type.replace("_", " ")}</td>
      <td>{order.time_in_force}</td>
      <Figure>{quantity(order.open)}</Figure>
      <Figure>{editable("Quantity", "quantity", order.quantity, quantity(order.quantity))}</Figure>
      <Figure>
        {isStop && order.type !== "stop_limit" ? price(order.price, decimals)
          : editable("Price", "price", order.price, price(order.price, decimals))}
      </Figure>
      <Figure>
        {!isStop || order.type === "trailing_stop" || order.triggered ? price(order.stop_price, decimals)
          : editable("Stop", "stop_price", standsAt(order), price(standsAt(order), decimals))}
      </Figure>
      <td className="dim">{termsOf(order)}</td>
      <Figure kind="dim">{order.order_id}</Figure>
      <td>
        <button type="button" className="cancel" aria-label={`Cancel order ${order.order_id}`}
          onClick={() => void trading.cancel(order.order_id)}>×</button>
      </td>
    </tr>
  );
});

const termsOf = (order: OpenOrder) => [
  order.open === 0 && order.quantity !== null && "waits for another", order.display && `shows ${quantity(order.display)}`,
  order.post_only && "post-only", order.reduce_only && "reduce-only", order.triggered && "triggered",
  order.expires_at && `until ${order.expires_at}`,
].filter(Boolean).join(", ");

interface EditableProperties {
  readonly label: string;
  readonly value: number | null;
  readonly text: string;
  readonly onText: (text: string) => void;
}

/** A figure that is typed over: Enter sends it, Esc leaves it. */
function Editable({ label, value, text: shown, onText }: EditableProperties) {
  const [text, setText] = useState<string | null>(null);
  const begin = () => setText(`${value ?? ""}`);
  if (text === null)
    return <button type="button" className="link" aria-label={`${label}: ${shown}`} onClick={begin}>{shown}</button>;
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Enter" && event.key !== "Escape") return;
    event.preventDefault();
    event.stopPropagation();
    if (event.key === "Enter" && text !== `${value ?? ""}`) onText(text.trim());
    setText(null);
  };
  return (
    <input autoFocus aria-label={label} inputMode="decimal" value={text} onChange={(event) => setText(event.target.value)}
      onKeyDown={onKeyDown} onBlur={() => setText(null)} />
  );
}
