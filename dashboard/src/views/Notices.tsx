import { useEffect, useSyncExternalStore } from "react";
import type { Notice } from "../model/notices";
import { noticeStore, say, unsay } from "../notices";
import { connectionStore } from "../wire";

const lossMillis = 1_500;

/** What happened, in a corner of every page; told to those who cannot see it as well. */
export function Notices() {
  const notices = useSyncExternalStore(noticeStore.subscribe, noticeStore.read);
  useConnectionNotices();
  return (
    <aside className="notices" aria-label="Notices">
      <div role="log" aria-live="polite">{notices.map((notice) => <One key={notice.about} notice={notice} />)}</div>
    </aside>
  );
}

function One({ notice }: { notice: Notice }) {
  return (
    <p className={`notice ${notice.kind}`}>
      <span>{notice.text}</span>
      {notice.action && (
        <button type="button" onClick={() => { unsay(notice.about); notice.action!.run(); }}>{notice.action.label}</button>
      )}
      <button type="button" className="plain" aria-label="Close" onClick={() => unsay(notice.about)}>×</button>
    </p>
  );
}

// A short loss is told by the page's state; one that lasts is worth a sentence, and so is its end.
function useConnectionNotices() {
  const connection = useSyncExternalStore(connectionStore.subscribe, connectionStore.read);
  const isLost = connection === "reconnecting";
  useEffect(() => {
    if (!isLost) return;
    let isSaid = false;
    const timer = setTimeout(() => {
      isSaid = true;
      say({ about: "connection", kind: "warn", text: "The connection is lost. Trying again…", stays: true });
    }, lossMillis);
    return () => {
      clearTimeout(timer);
      if (isSaid) say({ about: "connection", kind: "good", text: "Connected again." });
    };
  }, [isLost]);
}
