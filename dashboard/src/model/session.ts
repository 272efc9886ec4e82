// Who is signed in, and for how long.

/** As the interface answers who shows a key, a password or a token that is still good. */
export interface Session {
  readonly token: string;
  readonly user: string;
  readonly role: string;
  readonly scopes: string;
  /** On this browser's clock, in milliseconds since 1970: the server's may be another. */
  readonly begun: number;
}

/** How long a token is good for, in milliseconds, as it says itself; 0 where it cannot be read. */
export function lifeOf(token: string): number {
  try {
    const { iat, exp } = JSON.parse(atob(token.split(".")[1]!.replaceAll("-", "+").replaceAll("_", "/"))) as { iat: number; exp: number };
    return Math.max(0, (exp - iat) * 1_000) || 0;
  } catch {
    return 0;
  }
}

/** It is good still, is better renewed, or over. */
export function stateOf(session: Session, now: number): "good" | "old" | "over" {
  const [age, life] = [now - session.begun, lifeOf(session.token)];
  if (age < 0 || age >= life) return "over";
  return age * 2 >= life ? "old" : "good";
}

/** May it trade, or does it only look. */
export const mayTrade = (session: Session | null) => session !== null && session.scopes.split(" ").includes("trade");

/** A session as it was kept; null where that is none. */
export function kept(text: string | null): Session | null {
  try {
    const session = JSON.parse(text ?? "null") as Partial<Session> | null;
    return typeof session?.token === "string" && typeof session.user === "string" && typeof session.begun === "number"
      ? { role: "", scopes: "", ...session } as Session
      : null;
  } catch {
    return null;
  }
}
