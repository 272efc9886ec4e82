// An account as its private channel tells of it: what it has open, what it has, and what was filled.
import type { Balance, Execution, Fill, OpenOrder, Side } from "./trading";

const fillsMax = 200;
const overMax = 500;

/** How an order ended: filled, or with the exchange's reason. */
export interface Over {
  readonly order: OpenOrder;
  readonly how: string;
}

export interface Account {
  readonly orders: ReadonlyMap<number, OpenOrder>;
  /** The last ones that ended while it was watched. */
  readonly over: ReadonlyMap<number, Over>;
  /** The newest first. */
  readonly fills: readonly Fill[];
  readonly balances: ReadonlyMap<string, Balance>;
  /** Of the last event that is in it; 0 before the first. */
  readonly sequence: number;
}

export const noAccount: Account = { orders: new Map(), over: new Map(), fills: [], balances: new Map(), sequence: 0 };

export interface SnapshotPart {
  readonly part: number;
  readonly orders: readonly OpenOrder[];
  readonly balances?: readonly Balance[];
  readonly sequence: number;
}

/** Any event of an account; which fields there are depends on its kind. */
export interface AccountEvent extends Partial<Omit<OpenOrder, "order_id">>, Partial<Omit<Balance, "total">> {
  readonly sequence: number;
  readonly previous_sequence: number;
  readonly time: string;
  readonly order_id?: number;
  readonly reason?: string;
  readonly by?: number;
  readonly value?: number;
  readonly fee?: number;
  readonly liquidity?: string;
  readonly open_notional?: number;
  readonly total?: number;
}

/** After one part of a snapshot; the first part takes the place of all that was open. */
export function withSnapshot(account: Account, part: SnapshotPart): Account {
  const orders = new Map(part.part === 1 ? [] : account.orders);
  for (const order of part.orders) orders.set(order.order_id, order);
  const balances = part.part === 1 ? new Map((part.balances ?? []).map((one) => [one.asset, one])) : account.balances;
  return { ...account, orders, balances, sequence: part.sequence };
}

/** Something lies between what is known and this: the account has to be asked for anew. */
export const misses = (account: Account, event: AccountEvent) => event.previous_sequence > account.sequence;

/** After one event; what it knows already changes nothing. */
export function withEvent(account: Account, kind: string, event: AccountEvent): Account {
  if (event.sequence <= account.sequence) return account;
  const next = { ...account, sequence: event.sequence };
  const order = event.order_id === undefined ? undefined : account.orders.get(event.order_id);
  switch (kind) {
    case "accepted": return withOrder(next, opened(event));
    case "filled": return filled(next, order, event);
    case "replaced":
    case "triggered": return order ? withOrder(next, { ...order, ...changed(kind, event) }) : next;
    case "reduced": return order ? withOrder(next, { ...order, open: event.open ?? order.open }) : next;
    case "activated": return activated(next, order ?? account.over.get(event.order_id!)?.order, event);
    case "cancelled":
    case "expired":
    case "ended": return order ? ended(next, order, event.reason ?? kind) : next;
    case "balance": return withBalance(next, event);
    default: return next;
  }
}

/** With fills that the records had, each once. */
export function withExecutions(account: Account, executions: readonly Execution[]): Account {
  const known = new Map(account.fills.map((fill) => [fill.sequence, fill]));
  for (const { blotter_sequence: sequence, role: liquidity, ...rest } of executions)
    if (!known.has(sequence)) known.set(sequence, { ...rest, sequence, liquidity });
  return { ...account, fills: [...known.values()].sort((left, right) => right.sequence - left.sequence).slice(0, fillsMax) };
}

/** Open orders of an instrument by the number of the step where the ladder shows them. */
export interface Mark {
  readonly side: Side;
  readonly step: number;
  readonly open: number;
  readonly orders: readonly OpenOrder[];
  /** They wait for a price or for another order, and stand in no book yet. */
  readonly isWaiting: boolean;
}

const isStop = (order: OpenOrder) => order.stop_price !== undefined && order.triggered !== true;

/** Where an order stands: a stop, where it waits for. */
export const standsAt = (order: OpenOrder) => (isStop(order) ? order.stop_price! : order.price);

/** What moves an order to another price; null for what follows the market by itself. */
export const movedTo = (order: OpenOrder, price: string): object | null =>
  (order.type === "trailing_stop" ? null : isStop(order) ? { stop_price: price } : { price });

export function marksOf(orders: Iterable<OpenOrder>, symbol: string, stepOf: (price: number, isBid: boolean) => number): Mark[] {
  const marks = new Map<string, Mark>();
  for (const order of orders) {
    const price = standsAt(order);
    if (order.symbol !== symbol || price === null || order.type === "market") continue;
    const step = stepOf(price, order.side === "buy");
    const name = `${order.side} ${step}`;
    const known = marks.get(name);
    marks.set(name, {
      side: order.side, step, orders: [...known?.orders ?? [], order],
      open: (known?.open ?? 0) + (order.open || order.quantity || 0),
      isWaiting: (isStop(order) || order.open === 0) && known?.isWaiting !== false,
    });
  }
  return [...marks.values()];
}

const opened = (event: AccountEvent): OpenOrder => {
  const { sequence: _, previous_sequence: _1, time: _2, reason: _3, ...terms } = event;
  return { ...terms as unknown as OpenOrder, open: event.open ?? event.quantity ?? 0 };
};

function changed(kind: string, event: AccountEvent): Partial<OpenOrder> {
  const stop = event.stop_price === undefined ? {} : { stop_price: event.stop_price };
  const terms = { open: event.open ?? 0, ...(event.price === undefined ? {} : { price: event.price }) };
  return kind === "triggered" ? { ...terms, triggered: true } : { ...terms, ...stop, quantity: event.quantity ?? null };
}

function withOrder(account: Account, order: OpenOrder): Account {
  return { ...account, orders: new Map(account.orders).set(order.order_id, order) };
}

function filled(account: Account, order: OpenOrder | undefined, event: AccountEvent): Account {
  const fill = event as unknown as Fill;
  const next = { ...account, fills: [fill, ...account.fills].slice(0, fillsMax) };
  if (!order) return next;
  const left = event.open ?? event.open_notional ?? 0;
  return left === 0 ? ended(next, order, "filled") : withOrder(next, { ...order, open: event.open ?? order.open });
}

// An order that waited for another has more to do, even where it had done all that it had so far.
function activated(account: Account, order: OpenOrder | undefined, event: AccountEvent): Account {
  return order ? withOrder(account, { ...order, open: event.open ?? order.open }) : account;
}

function ended(account: Account, order: OpenOrder, how: string): Account {
  const orders = new Map(account.orders);
  orders.delete(order.order_id);
  const over = new Map(account.over).set(order.order_id, { order, how });
  if (over.size > overMax) over.delete(over.keys().next().value!);
  return { ...account, orders, over };
}

function withBalance(account: Account, { asset, total, held, available }: AccountEvent): Account {
  if (asset === undefined) return account;
  const balance = { asset, total: total ?? 0, held: held ?? 0, available: available ?? 0 };
  return { ...account, balances: new Map(account.balances).set(asset, balance) };
}
