import { describe, expect, it } from "vitest";
import { kept, lifeOf, mayTrade, stateOf, type Session } from "../../src/model/session";

const tokenOf = (claims: object) => `e30.${btoa(JSON.stringify(claims)).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "")}.s`;
const session = (claims: object, begun = 0): Session => ({ token: tokenOf(claims), user: "ann", role: "trader", scopes: "read trade", begun });

describe("a session", () => {
  const quarter = session({ iat: 100, exp: 1000 });

  it("is as long as its token says", () => {
    expect(lifeOf(quarter.token)).toBe(900_000);
  });

  it("is renewed from half of its life on, long before it ends", () => {
    expect([0, 449_999, 450_000, 899_999, 900_000].map((now) => stateOf(quarter, now))).toEqual(["good", "good", "old", "old", "over"]);
  });

  it("is over where its token cannot be read, or the clock went back", () => {
    expect(stateOf({ ...quarter, token: "nonsense" }, 1)).toBe("over");
    expect(stateOf({ ...quarter, begun: 10 }, 1)).toBe("over");
  });

  it("is taken up only as it was kept", () => {
    expect(kept(JSON.stringify(quarter))).toEqual(quarter);
    expect([kept(null), kept("{"), kept("{\"user\":1}")]).toEqual([null, null, null]);
  });

  it("trades with the scope for it", () => {
    expect([mayTrade(null), mayTrade(quarter), mayTrade({ ...quarter, scopes: "read" })]).toEqual([false, true, false]);
  });
});
