// What is asked of the records, and how it is written as a table.
import { csvOf, type Cell } from "./csv";
import type { Execution, OrderReport } from "./trading";

export interface Filter {
  readonly kind: "fills" | "orders";
  readonly symbol: string;
  readonly side: string;
  /** As inputs of the browser have them: local time; empty for no end. */
  readonly from: string;
  readonly to: string;
}

export const noFilter: Filter = { kind: "fills", symbol: "", side: "", from: "", to: "" };

/** The question for one page. */
export function questionOf(filter: Filter, account: string, limit: number, cursor: string | null): string {
  const query = new URLSearchParams({ account, limit: `${limit}` });
  if (filter.kind === "orders") query.set("status", "all");
  if (filter.symbol) query.set("symbol", filter.symbol);
  if (filter.side) query.set("side", filter.side);
  if (filter.from) query.set("from", new Date(filter.from).toISOString());
  if (filter.to) query.set("to", new Date(filter.to).toISOString());
  if (cursor) query.set("cursor", cursor);
  return `${filter.kind === "fills" ? "/v1/trades/search" : "/v1/orders"}?${query}`;
}

const executionHead = [
  "time", "account", "symbol", "side", "quantity", "price", "value", "fee", "role", "order_id", "trade", "blotter_sequence",
] as const;

const orderHead = [
  "time", "account", "order_id", "client_order_id", "symbol", "side", "type", "time_in_force", "price", "stop_price", "quantity",
  "filled_quantity", "value", "fees", "status", "reason",
] as const;

export const executionsCsv = (rows: readonly Execution[]) =>
  csvOf(executionHead, rows.map((row) => executionHead.map((name) => row[name])));

export const ordersCsv = (rows: readonly OrderReport[]) =>
  csvOf(orderHead, rows.map((row) => orderHead.map((name): Cell => row[name])));
