// What the page shows is in its path, so that it can be kept, sent and gone back to.
import { useSyncExternalStore, type MouseEvent } from "react";
import { addressOf, isOfOne, placeOf, type Place } from "./model/address";

const listeners = new Set<() => void>();
let known: { readonly address: string; readonly place: Place } | null = null;
let instrument: string | null = null;

const tell = () => {
  for (const listener of listeners) listener();
};

window.addEventListener("popstate", tell);

// The same object as long as the address is the same: a store has to hand out the same for the same.
function read(): Place {
  const address = location.pathname + location.search;
  if (known?.address !== address) known = { address, place: placeOf(location.pathname, location.search) };
  if (isOfOne(known.place.page)) instrument = known.place.instrument;
  return known.place;
}

/** The instrument that is looked at, or was last, before a page that is about all of them. */
export function lastInstrument(): string | null {
  read();
  return instrument;
}

export function usePlace(): Place {
  return useSyncExternalStore((listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, read);
}

/** Goes on to another place; what is left out stays as it is. `instead` of the one that is left, which is not gone back to. */
export function goTo(change: Partial<Place>, how: "on" | "instead" = "on") {
  const address = addressOf({ ...read(), instrument: lastInstrument(), ...change });
  if (address === location.pathname + location.search) return;
  if (how === "on") history.pushState(null, "", address);
  else history.replaceState(null, "", address);
  tell();
}

/** For a link's click: within the page, unless a new tab or the like is asked for. */
export function follow(event: MouseEvent, change: Partial<Place>) {
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || event.button !== 0) return;
  event.preventDefault();
  goTo(change);
}
