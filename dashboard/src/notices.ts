// The one place where the screen says what happened: views/Notices.tsx shows it on every page.
import { readingMillis, without, withNotice, type Notice } from "./model/notices";
import { Refusal } from "./wire";

const listeners = new Set<() => void>();
const timers = new Map<string, number>();
let notices: readonly Notice[] = [];

function become(next: readonly Notice[]) {
  if (next === notices) return;
  notices = next;
  for (const listener of listeners) listener();
}

/** Says it, in place of what was said about the same. */
export function say(notice: Notice) {
  clearTimeout(timers.get(notice.about));
  become(withNotice(notices, notice));
  if (!notice.stays) timers.set(notice.about, window.setTimeout(() => unsay(notice.about), readingMillis(notice.text)));
}

export function unsay(about: string) {
  clearTimeout(timers.get(about));
  timers.delete(about);
  become(without(notices, about));
}

/** Says why something did not work, in the words of the server where it refused. */
export function sayWhy(about: string, fault: unknown) {
  if (fault instanceof DOMException && fault.name === "AbortError") return;
  say({ about, kind: "bad", text: reasonOf(fault) });
}

export function reasonOf(fault: unknown): string {
  if (!(fault instanceof Refusal)) return "The server does not answer.";
  if (fault.status === 429) return "Too much was asked at once: try again in a moment.";
  return fault.message || `The server answered ${fault.status}.`;
}

/** For useSyncExternalStore. */
export const noticeStore = {
  subscribe(listener: () => void) {
    listeners.add(listener);
    return () => {
      listeners.delete(listener);
    };
  },
  read: () => notices,
};
