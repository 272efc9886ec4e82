import { useEffect, useRef, useState, useSyncExternalStore, type FormEvent } from "react";
import { sessionStore, signInWithKey, signInWithPassword, signOut } from "../session";
import { Refusal } from "../wire";

/** Who is signed in, or the way in. */
export function SignInButton() {
  const session = useSyncExternalStore(sessionStore.subscribe, sessionStore.read);
  const dialog = useRef<HTMLDialogElement>(null);
  const [isOpen, setOpen] = useState(false);
  useEffect(() => {
    if (isOpen) dialog.current!.showModal();
    else dialog.current!.close();
  }, [isOpen]);
  const hasEnded = session === null && sessionStore.hasEnded();
  return (
    <>
      <button type="button" className={hasEnded ? "user ended" : "user"} aria-haspopup="dialog" onClick={() => setOpen(true)}
        title={session ? `${session.role}, may ${session.scopes}` : hasEnded ? "The session has ended" : "For orders and what you own"}>
        {session ? session.user : "sign in"}
      </button>
      <dialog ref={dialog} className="sign" aria-label={session ? "Signed in" : "Sign in"} onClose={() => setOpen(false)}>
        {isOpen && (session
          ? <SignedIn user={session.user} role={session.role} scopes={session.scopes} />
          : <SignInForm reason={hasEnded ? "The session has ended. What was placed stays as it is." : null} />)}
        <button type="button" className="close" aria-label="Close" onClick={() => setOpen(false)}>×</button>
      </dialog>
    </>
  );
}

function SignedIn({ user, role, scopes }: { user: string; role: string; scopes: string }) {
  return (
    <>
      <h2>{user}</h2>
      <p>{role}, may {scopes.replaceAll(" ", " and ")}. {untilWhen()}</p>
      <button type="button" onClick={signOut}>Sign out</button>
    </>
  );
}

function untilWhen(): string {
  const ends = sessionStore.endsAt();
  return ends === null ? "Signed in as long as this page is open."
    : `The page was loaded anew: signed in until ${new Date(ends).toLocaleTimeString("en-GB")}.`;
}

type Way = "password" | "key";

/** With a user and a password, or with a key. Neither is kept beyond the page: a token is. */
export function SignInForm({ reason }: { reason: string | null }) {
  const [way, setWay] = useState<Way>("key");
  const [fault, setFault] = useState<string | null>(reason);
  const [lockedUntil, setLockedUntil] = useState(0);
  const [isAsking, setAsking] = useState(false);
  const left = useSecondsUntil(lockedUntil);
  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const given = new FormData(event.currentTarget);
    const text = (name: string) => String(given.get(name) ?? "");
    setAsking(true);
    (way === "key" ? signInWithKey(text("key")) : signInWithPassword(text("user"), text("password"))).catch((problem: unknown) => {
      setAsking(false);
      setFault(said(problem));
      if (problem instanceof Refusal && problem.retryAfter) setLockedUntil(Date.now() + problem.retryAfter * 1_000);
    });
  };
  return (
    <form onSubmit={onSubmit}>
      <h2>Sign in</h2>
      <div role="group" aria-label="With what">
        {(["key", "password"] as const).map((one) => (
          <button key={one} type="button" aria-pressed={way === one} onClick={() => { setWay(one); setFault(null); }}>with a {one}</button>
        ))}
      </div>
      {way === "key"
        ? <label>Key <input key="key" name="key" type="password" placeholder="bk_…" autoComplete="off" required autoFocus /></label>
        : (
          <>
            <label>User <input key="user" name="user" autoComplete="username" required autoFocus /></label>
            <label>Password <input name="password" type="password" autoComplete="current-password" required /></label>
          </>
        )}
      {fault !== null && <p role="alert">{fault}{left > 0 ? ` In ${left} s.` : ""}</p>}
      <button type="submit" disabled={isAsking || left > 0}>{left > 0 ? `Sign in (${left} s)` : "Sign in"}</button>
    </form>
  );
}

const said = (problem: unknown) => (problem instanceof Refusal
  ? problem.status === 429 ? "Too often the secret was wrong." : problem.message
  : "The server does not answer.");

function useSecondsUntil(end: number): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    if (end <= Date.now()) return;
    const timer = setInterval(() => setNow(Date.now()), 250);
    return () => clearInterval(timer);
  }, [end]);
  return Math.max(0, Math.ceil((end - now) / 1_000));
}
