// What can be done from the search besides going somewhere. Other parts add their own while they are shown.
import type { Offer } from "./model/palette";
import { currentTheme, setTheme } from "./theme";
import { sessionStore, signOut } from "./session";

const added = new Set<() => readonly Offer[]>();

/** Offers more as long as it is not taken back with what is returned. */
export function offer(more: () => readonly Offer[]): () => void {
  added.add(more);
  return () => {
    added.delete(more);
  };
}

/** Everything that can be done now. */
export function actions(): readonly Offer[] {
  const other = currentTheme() === "dark" ? "light" : "dark";
  const session = sessionStore.read();
  return [
    ...[...added].flatMap((more) => more()),
    { name: `Show it ${other}`, also: "theme colours", run: () => setTheme(other) },
    ...(session ? [{ name: "Sign out", also: session.user, run: signOut }] : []),
  ];
}
