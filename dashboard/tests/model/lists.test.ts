import { describe, expect, it } from "vitest";
import { faultOf, freeName, listsIn, movedBy, withName, withoutName } from "../../src/model/lists";

const lists = [{ id: "1", name: "My list", symbols: ["A", "B", "C"] }, { id: "2", name: "Miners", symbols: [] }];

describe("a watchlist", () => {
  it("has each instrument once, in the user's order", () => {
    expect(withName(["A"], "A")).toEqual(["A"]);
    expect(withName(["A"], "B")).toEqual(["A", "B"]);
    expect(withoutName(["A", "B"], "A")).toEqual(["B"]);
    expect([movedBy(["A", "B", "C"], "C", -1), movedBy(["A", "B", "C"], "A", -1), movedBy(["A", "B", "C"], "A", 9)])
      .toEqual([["A", "C", "B"], ["A", "B", "C"], ["B", "C", "A"]]);
  });

  it("is no longer than the server keeps", () => {
    const full = Array.from({ length: 200 }, (_, i) => `${i}`);
    expect(withName(full, "one more")).toBe(full);
  });

  it("has a name of its own", () => {
    expect(freeName(lists)).toBe("My list 2");
    expect(faultOf(lists, "1", "Miners")).toBe("There is a list “Miners” already.");
    expect([faultOf(lists, "2", "Miners"), faultOf(lists, null, " "), faultOf(lists, null, "x".repeat(41))])
      .toEqual([null, "A list needs a name.", "A name has no more than 40 letters."]);
  });

  it("is read as it was kept, whatever was done to it", () => {
    expect(listsIn(JSON.parse(JSON.stringify(lists)))).toEqual(lists);
    expect(listsIn([{ id: 3 }, null, { id: "x", name: "y", symbols: [1, "A"] }])).toEqual([{ id: "x", name: "y", symbols: ["A"] }]);
    expect(listsIn("nonsense")).toEqual([]);
  });
});
