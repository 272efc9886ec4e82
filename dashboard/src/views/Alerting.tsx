import { useEffect, useRef, useState, useSyncExternalStore } from "react";
import { followAlerts } from "../alerting";
import { openings, type AlertWish } from "../openings";
import { sessionStore } from "../session";
import { AlertForm } from "./AlertForm";
import "./alerts.css";

/** Follows the alerts of whoever is signed in, on every page, and holds the form for a quick one. */
export function AlertWatch() {
  const session = useSyncExternalStore(sessionStore.subscribe, sessionStore.read);
  const user = session?.user ?? null;
  const isAdmin = session?.role === "admin";
  const [wish, setWish] = useState<AlertWish | null>(null);
  useEffect(() => (user === null ? undefined : followAlerts(user, isAdmin)), [user, isAdmin]);
  useEffect(() => openings.onAlert(setWish), []);
  return wish && <QuickAlert wish={wish} isSignedIn={user !== null} close={() => setWish(null)} />;
}

function QuickAlert({ wish, isSignedIn, close }: { wish: AlertWish; isSignedIn: boolean; close: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    dialog.current!.showModal();
  }, []);
  return (
    <dialog ref={dialog} className="over quick-alert" aria-label="New alert" onClose={close}>
      <h2>Alert me</h2>
      {isSignedIn ? <AlertForm wish={wish} done={close} /> : (
        <>
          <p>Sign in to have alerts: the server keeps them and looks out for you.</p>
          <button type="button" onClick={close}>Close</button>
        </>
      )}
    </dialog>
  );
}
