import { describe, expect, it } from "vitest";
import { without, withNotice, type Notice } from "../../src/model/notices";

const notice = (about: string, text = about): Notice => ({ about, kind: "news", text });

describe("notices", () => {
  it("about the same take each other's place", () => {
    const notices = withNotice(withNotice(withNotice([], notice("a", "lost")), notice("b")), notice("a", "back"));
    expect(notices.map((one) => one.text)).toEqual(["b", "back"]);
  });

  it("are never more than can be read", () => {
    let notices: readonly Notice[] = [];
    for (let i = 0; i < 9; i++) notices = withNotice(notices, notice(`${i}`));
    expect(notices.map((one) => one.about)).toEqual(["4", "5", "6", "7", "8"]);
    expect(without(notices, "nobody said it")).toBe(notices);
  });
});
