import { useEffect, useState, useSyncExternalStore } from "react";
import { alertStore, noticesAllowed, readAlerts, readOlder, removeAlert, seeAlerts, switchAlert } from "../alerting";
import { Frame } from "../Frame";
import { addressOf } from "../model/address";
import { sentenceOf, firingText, type Alert, type Firing } from "../model/alerts";
import { day, timeOfDay } from "../model/numbers";
import { follow } from "../place";
import { usePolled } from "../polling";
import { sessionStore } from "../session";
import { AlertForm } from "../views/AlertForm";
import { Freshness } from "../views/Status";
import "./pages.css";

const lookMillis = 10_000;

/** What the user wants to be told of, and what has happened of it. */
export default function Alerts() {
  const session = useSyncExternalStore(sessionStore.subscribe, sessionStore.read);
  const { alerts, firings, older, unseen } = useSyncExternalStore(alertStore.subscribe, alertStore.read);
  const [edited, setEdited] = useState<Alert | null>(null);
  useEffect(() => {
    document.title = "Alerts · Bourse";
  }, []);
  useEffect(seeAlerts, [unseen]);
  usePolled(session ? readAlerts : null, lookMillis);
  return (
    <Frame title={<h1 className="page-title">Alerts</h1>} state={<Freshness time={null} zone="UTC" />}>
      <main className="page alerts">
        {!session ? (
          <section className="pane list" aria-label="Alerts">
            <header><h2>Alerts</h2></header>
            <p className="none">Sign in to have alerts: the server keeps them, and looks out for you while no page is open.</p>
          </section>
        ) : (
          <>
            <section className="pane make" aria-label={edited ? "Change an alert" : "New alert"}>
              <header><h2>{edited ? "Change an alert" : "New alert"}</h2></header>
              <AlertForm key={edited?.id ?? "new"} {...(edited ? { alert: edited } : {})} done={() => setEdited(null)} />
              <Outside />
            </section>
            <List alerts={alerts} edit={setEdited} />
            <History firings={firings} hasOlder={older !== null} />
          </>
        )}
      </main>
    </Frame>
  );
}

function List({ alerts, edit }: { alerts: readonly Alert[]; edit: (alert: Alert) => void }) {
  return (
    <section className="pane list" aria-label="Alerts">
      <header><h2>Alerts</h2></header>
      <div className="fill scrolls">
        <table className="grid">
          <thead><tr><th>Instrument</th><th className="words">When</th><th className="words">State</th><th /></tr></thead>
          <tbody>
            {alerts.map((alert) => (
              <tr key={alert.id} className={alert.enabled ? "" : "off"}>
                <th scope="row"><ToMarket symbol={alert.symbol} />{!alert.known && <small>not on the tape yet</small>}</th>
                <td className="words">
                  {sentenceOf(alert)}
                  {alert.repeat && <small>again and again, once it came back by {alert.hysteresis} %</small>}
                </td>
                <td className="words">{stateOf(alert)}</td>
                <td className="buttons">
                  <button type="button" onClick={() => void switchAlert(alert.id, !alert.enabled)}>
                    {alert.enabled ? "Off" : "On"}
                  </button>
                  <button type="button" onClick={() => edit(alert)}>Change</button>
                  <button type="button" onClick={() => void removeAlert(alert.id)}>Delete</button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
        {alerts.length === 0 && <p className="none">None yet.</p>}
      </div>
    </section>
  );
}

function stateOf({ enabled, fired, repeat }: Alert): string {
  if (!enabled) return "off";
  if (!fired) return "looking out";
  return repeat ? "fired, waits" : "fired";
}

function History({ firings, hasOlder }: { firings: readonly Firing[]; hasOlder: boolean }) {
  return (
    <section className="pane history" aria-label="History">
      <header><h2>What has fired</h2><span className="dim">times of the venue, in UTC</span></header>
      <div className="fill scrolls">
        <table className="grid">
          <thead><tr><th>Time</th><th className="words">What</th><th /></tr></thead>
          <tbody>
            {firings.map((firing) => (
              <tr key={firing.id}>
                <th scope="row">{timeOfDay(firing.time, "UTC")}<small>{day(firing.time, "UTC")}</small></th>
                <td className="words">{firingText(firing)}</td>
                <td><ToMarket symbol={firing.symbol} />{firing.synthetic ? " · synthetic" : firing.bots ? " · bots" : ""}</td>
              </tr>
            ))}
          </tbody>
        </table>
        {firings.length === 0 && <p className="none">Nothing has fired.</p>}
        {hasOlder && <p className="more"><button type="button" onClick={() => void readOlder()}>Older ones</button></p>}
      </div>
    </section>
  );
}

function ToMarket({ symbol }: { symbol: string }) {
  const place = { page: "market", instrument: symbol, at: null } as const;
  return <a href={addressOf(place)} onClick={(event) => follow(event, place)}>{symbol}</a>;
}

// Asked for upon a click only: nobody likes to be asked by a page just opened.
function Outside() {
  const [allowed, setAllowed] = useState(noticesAllowed);
  const texts: Readonly<Record<string, string>> = {
    granted: "Alerts are also told by the browser while you look elsewhere.",
    denied: "The browser does not let this page tell you while you look elsewhere.",
    unsupported: "Told on every page of the screen; by the browser only over HTTPS or on this machine.",
  };
  return (
    <p className="none">
      {texts[allowed] ?? (
        <button type="button" onClick={() => void Notification.requestPermission().then(setAllowed)}>
          Tell me while I look elsewhere, too
        </button>
      )}
    </p>
  );
}
