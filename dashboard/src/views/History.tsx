import { useEffect, useState } from "react";
import { executionsCsv, noFilter, ordersCsv, questionOf, type Filter } from "../model/history";
import { amount, price, quantity } from "../model/numbers";
import { priceDecimals, type Execution, type Listed, type OrderReport } from "../model/trading";
import { Refusal, ask } from "../wire";
import { Figure, Heads, SideCell } from "./Heads";

const pageRows = 100;
const exportedPagesMax = 20;
const exportedPageRows = 1_000;

type Row = Execution | OrderReport;

interface Page {
  readonly rows: readonly Row[];
  readonly next: string | null;
}

async function askPage(question: string, signal?: AbortSignal): Promise<Page> {
  const answer = await ask<{ trades?: Execution[]; orders?: OrderReport[]; next_cursor: string | null }>(question, signal);
  return { rows: answer.trades ?? answer.orders ?? [], next: answer.next_cursor };
}

/** What the account did, from the records: as much as is asked for, and all of it as a file. */
export function History({ account, listed }: { account: string; listed: readonly Listed[] }) {
  const [filter, setFilter] = useState<Filter>(noFilter);
  const [page, setPage] = useState<Page | null>(null);
  const [said, setSaid] = useState("");
  const [isExporting, setExporting] = useState(false);
  useEffect(() => {
    const abort = new AbortController();
    setPage(null);
    setSaid("");
    askPage(questionOf(filter, account, pageRows, null), abort.signal).then(setPage).catch((fault: unknown) => {
      if (!abort.signal.aborted) setSaid(reason(fault));
    });
    return () => abort.abort();
  }, [filter, account]);
  const change = (part: Partial<Filter>) => setFilter({ ...filter, ...part });
  const goOn = async () => {
    try {
      const next = await askPage(questionOf(filter, account, pageRows, page!.next));
      setPage({ rows: [...page!.rows, ...next.rows], next: next.next });
    } catch (fault) {
      setSaid(reason(fault));
    }
  };
  const save = async () => {
    setExporting(true);
    try {
      setSaid(await exported(filter, account, setSaid));
    } catch (fault) {
      setSaid(reason(fault));
    }
    setExporting(false);
  };
  return (
    <>
      <form className="filter" onSubmit={(event) => event.preventDefault()}>
        <select aria-label="What" value={filter.kind} onChange={(event) => change({ kind: event.target.value as Filter["kind"] })}>
          <option value="fills">fills</option><option value="orders">orders</option>
        </select>
        <select aria-label="Symbol" value={filter.symbol} onChange={(event) => change({ symbol: event.target.value })}>
          <option value="">all symbols</option>{listed.map((one) => <option key={one.symbol}>{one.symbol}</option>)}
        </select>
        <select aria-label="Bought or sold" value={filter.side} onChange={(event) => change({ side: event.target.value })}>
          <option value="">both sides</option><option value="buy">bought</option><option value="sell">sold</option>
        </select>
        {(["from", "to"] as const).map((end) => (
          <label key={end}>{end} <input type="datetime-local" value={filter[end]}
            onChange={(event) => change({ [end]: event.target.value })} /></label>
        ))}
        <button type="button" onClick={() => setFilter({ ...filter })}>ask again</button>
        <button type="button" disabled={isExporting || !page?.rows.length} onClick={() => void save()}>export CSV</button>
        <span role="status" className="dim">{said}</span>
      </form>
      {page && filter.kind === "fills" && <Executions rows={page.rows as Execution[]} listed={listed} />}
      {page && filter.kind === "orders" && <Orders rows={page.rows as OrderReport[]} listed={listed} />}
      {page?.rows.length === 0 && <p className="empty">Nothing of that kind.</p>}
      {page?.next && <button type="button" className="more" onClick={() => void goOn()}>older ones</button>}
    </>
  );
}

const reason = (fault: unknown) => (fault instanceof Refusal ? fault.message : "The server does not answer.");

/** Asks for all pages, a bounded number of them, and hands them to the browser as a file. */
async function exported(filter: Filter, account: string, say: (text: string) => void): Promise<string> {
  const rows: Row[] = [];
  let cursor: string | null = null;
  for (let asked = 0; asked === 0 || (cursor !== null && asked < exportedPagesMax); asked++) {
    const page: Page = await askPage(questionOf(filter, account, exportedPageRows, cursor));
    rows.push(...page.rows);
    cursor = page.next;
    say(`${rows.length} rows…`);
  }
  const text = filter.kind === "fills" ? executionsCsv(rows as Execution[]) : ordersCsv(rows as OrderReport[]);
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "text/csv" }));
  link.download = `${account.replaceAll(":", "-")}-${filter.kind}.csv`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  return cursor === null ? `${rows.length} rows saved.`
    : `The newest ${rows.length} rows saved: choose a shorter time for the rest.`;
}

// The form of ISO 8601, on the clock of whoever looks.
const when = (time: string) => new Date(time).toLocaleString("sv-SE", { dateStyle: "short", timeStyle: "medium" });

function Executions({ rows, listed }: { rows: readonly Execution[]; listed: readonly Listed[] }) {
  return (
    <table>
      <Heads names={["Time", "Symbol", "Side", "#Quantity", "#Price", "#Value", "#Fee", "Liquidity", "#Order"]} />
      <tbody>
        {rows.map((row) => (
          <tr key={row.blotter_sequence}>
            <td className="time" title={row.time}>{when(row.time)}</td>
            <td>{row.symbol}</td>
            <SideCell side={row.side} />
            <Figure>{quantity(row.quantity)}</Figure>
            <Figure>{price(row.price, priceDecimals(listed, row.symbol))}</Figure>
            <Figure>{amount(row.value)}</Figure>
            <Figure>{amount(row.fee)}</Figure>
            <td>{row.role.replace("_", " ")}</td>
            <Figure kind="dim">{row.order_id}</Figure>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Orders({ rows, listed }: { rows: readonly OrderReport[]; listed: readonly Listed[] }) {
  return (
    <table>
      <Heads names={[
        "Time", "Symbol", "Side", "Type", "#Quantity", "#Filled",
        "#Price", "#Value", "#Fees", "Status", "#Order",
      ]} />
      <tbody>
        {rows.map((row) => (
          <tr key={row.order_id}>
            <td className="time" title={row.time}>{when(row.time)}</td>
            <td>{row.symbol}</td>
            <SideCell side={row.side} />
            <td>{row.type?.replace("_", " ")}</td>
            <Figure>{quantity(row.quantity)}</Figure>
            <Figure>{quantity(row.filled_quantity)}</Figure>
            <Figure>{price(row.price, priceDecimals(listed, row.symbol))}</Figure>
            <Figure>{amount(row.value)}</Figure>
            <Figure>{amount(row.fees)}</Figure>
            <td>{row.status}{row.reason ? `: ${row.reason.replaceAll("_", " ")}` : ""}</td>
            <Figure kind="dim">{row.order_id}</Figure>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
