import { useState, useSyncExternalStore, type ReactNode } from "react";
import { alertStore } from "./alerting";
import { addressOf, type PageName } from "./model/address";
import { openings } from "./openings";
import { follow, lastInstrument, usePlace } from "./place";
import { setTheme, themeStore } from "./theme";
import { SignInButton } from "./views/SignIn";

/** The pages as they are named, in their order. */
export const pageNames: readonly (readonly [PageName, string])[] = [
  ["market", "Market"],
  ["trade", "Trade"],
  ["summary", "Summary"],
  ["alerts", "Alerts"],
  ["status", "Data health"],
];

/** The frame around a page: where one can go, what the page says of itself, and how it is shown. */
export function Frame({ title, state, children }: { title: ReactNode; state?: ReactNode; children: ReactNode }) {
  const [isMenuOpen, setMenuOpen] = useState(false);
  return (
    <>
      <header className="top">
        <a className="brand" href="/" onClick={(event) => follow(event, { page: "market", at: null })}>
          <img src="/favicon.svg" alt="" /><span>Bourse</span>
        </a>
        <Pages isOpen={isMenuOpen} close={() => setMenuOpen(false)} />
        {title}
        <span className="push" />
        {state}
        <button type="button" className="find" aria-label="Search" title="Search: Ctrl K or /" onClick={openings.search}>
          ⌕<kbd>Ctrl K</kbd>
        </button>
        <SignInButton />
        <ThemeButton />
        <button type="button" className="to-pages" aria-label="Pages" aria-expanded={isMenuOpen} onClick={() => setMenuOpen(!isMenuOpen)}>
          ☰
        </button>
      </header>
      {children}
    </>
  );
}

// On a phone a menu, which a choice closes.
function Pages({ isOpen, close }: { isOpen: boolean; close: () => void }) {
  const place = usePlace();
  const { unseen } = useSyncExternalStore(alertStore.subscribe, alertStore.read);
  return (
    <nav className="pages" aria-label="Pages" data-open={isOpen}>
      {pageNames.map(([page, label]) => (
        <a key={page} href={addressOf({ page, instrument: lastInstrument(), at: null })}
          aria-current={page === place.page ? "page" : undefined}
          onClick={(event) => { close(); follow(event, { page, at: null }); }}>
          {label}{page === "alerts" && unseen > 0 && <span className="count" aria-label={`${unseen} fired`}>{unseen}</span>}
        </a>
      ))}
    </nav>
  );
}

function ThemeButton() {
  const theme = useSyncExternalStore(themeStore.subscribe, themeStore.read);
  const other = theme === "dark" ? "light" : "dark";
  return <button type="button" onClick={() => setTheme(other)} aria-label={`Show it ${other}`}>{other === "light" ? "☀" : "☾"}</button>;
}
