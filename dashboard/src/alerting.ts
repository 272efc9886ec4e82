// The user's alerts: what they are, what has fired, and being told the moment one does.
import { bodyOf, firingText, withFirings, type Alert, type Draft, type Firing } from "./model/alerts";
import { say, sayWhy } from "./notices";
import { goTo } from "./place";
import { ask, open, send } from "./wire";

const firingsAsked = 100;
const toldMax = 3;

export interface Alerting {
  readonly alerts: readonly Alert[];
  readonly firings: readonly Firing[];
  /** Where older firings are asked for; null where there are none. */
  readonly older: string | null;
  /** How many have fired since the alerts were looked at last. */
  readonly unseen: number;
}

const listeners = new Set<() => void>();
let state: Alerting = { alerts: [], firings: [], older: null, unseen: 0 };
let whose = "";
let isFirst = true;

/** For useSyncExternalStore. */
export const alertStore = {
  subscribe(listener: () => void) {
    listeners.add(listener);
    return () => {
      listeners.delete(listener);
    };
  },
  read: () => state,
};

function become(change: Partial<Alerting>) {
  state = { ...state, ...change };
  for (const listener of listeners) listener();
}

/** Follows a user's alerts until it is ended with what is returned. An admin would be shown everybody's: those are left out. */
export function followAlerts(user: string, isAdmin: boolean): () => void {
  whose = isAdmin ? `&user=${encodeURIComponent(user)}` : "";
  isFirst = true;
  const close = open({
    topic: `alerts:${user}`,
    payload: () => ({}),
    events: { alert: (firing: Firing) => take([firing]) },
    joined: () => void readAgain(),
  });
  return () => {
    close();
    become({ alerts: [], firings: [], older: null, unseen: 0 });
  };
}

// After a lost connection as at first: what has fired meanwhile is in the history.
async function readAgain() {
  try {
    const [, page] = await Promise.all([readAlerts(), firingsFrom("")]);
    if (isFirst) become({ firings: page.firings, older: page.next_cursor });
    else take(page.firings);
    isFirst = false;
  } catch (fault) {
    sayWhy("alerts", fault);
  }
}

const firingsFrom = (more: string) =>
  ask<{ firings: Firing[]; next_cursor: string | null }>(`/v1/alerts/history?limit=${firingsAsked}${whose}${more}`);

/** Reads the alerts anew: that one may fire again is told by nobody. */
export async function readAlerts() {
  const { alerts } = await ask<{ alerts: Alert[] }>(`/v1/alerts?limit=1000${whose}`);
  become({ alerts });
}

export async function readOlder() {
  if (state.older === null) return;
  try {
    const page = await firingsFrom(`&cursor=${encodeURIComponent(state.older)}`);
    become({ firings: withFirings(state.firings, page.firings), older: page.next_cursor });
  } catch (fault) {
    sayWhy("alerts", fault);
  }
}

function take(firings: readonly Firing[]) {
  const known = new Set(state.firings.map((one) => one.id));
  const fresh = firings.filter((one) => !known.has(one.id));
  if (fresh.length === 0) return;
  const fired = new Set(fresh.map((one) => one.alert));
  become({
    firings: withFirings(state.firings, fresh), unseen: state.unseen + fresh.length,
    alerts: state.alerts.map((alert) => (fired.has(alert.id) ? { ...alert, fired: true } : alert)),
  });
  for (const one of fresh.slice(0, toldMax)) tell(one);
}

function tell(firing: Firing) {
  const text = firingText(firing);
  const show = () => goTo({ page: "market", instrument: firing.symbol, at: null });
  say({ about: `alert ${firing.id}`, kind: "news", text, action: { label: "Show", run: show } });
  if (!document.hidden || noticesAllowed() !== "granted") return;
  const shown = new Notification("Bourse", { body: text, tag: `bourse alert ${firing.id}` });
  shown.onclick = () => {
    window.focus();
    show();
  };
}

/** Whether the browser tells of alerts while another page is looked at; `unsupported` where it cannot, as without HTTPS. */
export const noticesAllowed = (): NotificationPermission | "unsupported" =>
  ("Notification" in window && window.isSecureContext ? Notification.permission : "unsupported");

export function seeAlerts() {
  if (state.unseen > 0) become({ unseen: 0 });
}

/** Makes a new alert, or changes the one of that id. What is refused is thrown. */
export async function keepAlert(draft: Draft, id: number | null) {
  const alert = id === null
    ? await send<Alert>("POST", "/v1/alerts", { body: bodyOf(draft, true) })
    : await send<Alert>("PATCH", `/v1/alerts/${id}`, { body: bodyOf(draft, false) });
  become({ alerts: [...state.alerts.filter((one) => one.id !== alert.id), alert].sort((left, right) => left.id - right.id) });
  return alert;
}

export async function switchAlert(id: number, enabled: boolean) {
  try {
    const alert = await send<Alert>("PATCH", `/v1/alerts/${id}`, { body: { enabled } });
    become({ alerts: state.alerts.map((one) => (one.id === id ? alert : one)) });
  } catch (fault) {
    sayWhy("alerts", fault);
  }
}

export async function removeAlert(id: number) {
  try {
    await send("DELETE", `/v1/alerts/${id}`);
    become({ alerts: state.alerts.filter((one) => one.id !== id) });
  } catch (fault) {
    sayWhy("alerts", fault);
  }
}
