import { useEffect, useRef, useState } from "react";
import { keyHelp, keyReader } from "../model/keys";
import type { PageName } from "../model/address";
import { neighbour } from "../neighbours";
import { goTo } from "../place";
import { openings } from "../openings";
import { Palette } from "./Palette";

const pageOf: Readonly<Record<string, PageName>> = {
  "g m": "market", "g t": "trade", "g s": "summary", "g a": "alerts", "g h": "status",
};

/** The keys that work on every page, and what they open: the search and the list of keys. */
export function Keys() {
  const [shown, setShown] = useState<"search" | "keys" | null>(null);
  useEffect(() => {
    const read = keyReader();
    const onKey = (event: KeyboardEvent) => {
      // What lies over the page has its own keys.
      const isOver = document.querySelector("dialog[open]") !== null;
      const meant = read({
        key: event.key, hasCommand: event.ctrlKey || event.metaKey, hasAlt: event.altKey,
        isTyped: isOver || isTyped(event.target), at: event.timeStamp,
      });
      if (meant === null || event.defaultPrevented || (isOver && meant !== "Ctrl K")) return;
      if (act(meant, setShown)) event.preventDefault();
    };
    // Before the page's own keys: the letter after g is not theirs.
    window.addEventListener("keydown", onKey, true);
    return () => window.removeEventListener("keydown", onKey, true);
  }, []);
  useEffect(() => openings.onSearch(() => setShown("search")), []);
  const close = () => setShown(null);
  return (
    <>
      {shown === "search" && <Palette close={close} showKeys={() => setShown("keys")} />}
      {shown === "keys" && <KeyList close={close} />}
    </>
  );
}

function act(meant: string, show: (what: "search" | "keys") => void): boolean {
  const page = pageOf[meant];
  if (page) goTo({ page, at: null });
  else if (meant === "Ctrl K" || meant === "/") show("search");
  else if (meant === "?") show("keys");
  else if (meant === "j" || meant === "k") neighbour(meant === "j" ? 1 : -1);
  else return false;
  return true;
}

const isTyped = (target: EventTarget | null) =>
  target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));

function KeyList({ close }: { close: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current!.showModal(), []);
  return (
    <dialog ref={dialog} className="over key-list" aria-label="Keys" onClose={close}
      onClick={(event) => event.target === dialog.current && close()}>
      <h2>Keys</h2>
      <dl>
        {keyHelp.map(({ keys, what }) => (
          <div key={keys + what}><dt>{keys.split(", ").map((one) => <kbd key={one}>{one}</kbd>)}</dt><dd>{what}</dd></div>
        ))}
      </dl>
      <button type="button" autoFocus onClick={close}>Close</button>
    </dialog>
  );
}
