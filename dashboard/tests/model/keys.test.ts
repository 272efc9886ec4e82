import { describe, expect, it } from "vitest";
import { keyReader, type Press } from "../../src/model/keys";

const press = (key: string, at: number, more: Partial<Press> = {}): Press =>
  ({ key, at, hasCommand: false, hasAlt: false, isTyped: false, ...more });

describe("keys", () => {
  it("mean something else shortly after g", () => {
    const read = keyReader();
    expect([read(press("g", 0)), read(press("m", 500)), read(press("m", 600))]).toEqual([null, "g m", "m"]);
  });

  it("mean themselves when g is long ago", () => {
    const read = keyReader();
    read(press("g", 0));
    expect(read(press("j", 5_000))).toBe("j");
  });

  it("are text where text is typed, but for Ctrl K", () => {
    const read = keyReader();
    expect(read(press("/", 0, { isTyped: true }))).toBeNull();
    expect(read(press("K", 0, { isTyped: true, hasCommand: true }))).toBe("Ctrl K");
    expect(read(press("c", 0, { hasCommand: true }))).toBeNull();
  });
});
