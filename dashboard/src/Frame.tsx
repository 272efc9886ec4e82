import { useSyncExternalStore, type ReactNode } from "react";
import { addressOf, type PageName } from "./model/address";
import { follow, usePlace } from "./place";
import { setTheme, themeStore } from "./theme";
import { SignInButton } from "./views/SignIn";

const shown: readonly (readonly [PageName, string])[] = [["market", "Market"], ["trade", "Trade"]];

/** The frame around a page: where one can go, what the page says of itself, and how it is shown. */
export function Frame({ title, state, children }: { title: ReactNode; state?: ReactNode; children: ReactNode }) {
  const place = usePlace();
  return (
    <>
      <header className="top">
        <a className="brand" href="/" onClick={(event) => follow(event, { page: "market", at: null })}>
          <img src="/favicon.svg" alt="" />Bourse
        </a>
        <nav className="pages" aria-label="Pages">
          {shown.map(([page, label]) => (
            <a key={page} href={addressOf({ page, instrument: place.instrument, at: null })} aria-current={page === place.page ? "page" : undefined}
              onClick={(event) => follow(event, { page, at: null })}>{label}</a>
          ))}
        </nav>
        {title}
        <span className="push" />
        {state}
        <SignInButton />
        <ThemeButton />
      </header>
      {children}
    </>
  );
}

function ThemeButton() {
  const theme = useSyncExternalStore(themeStore.subscribe, themeStore.read);
  const other = theme === "dark" ? "light" : "dark";
  return <button type="button" onClick={() => setTheme(other)} aria-label={`Show it ${other}`}>{other === "light" ? "☀" : "☾"}</button>;
}
