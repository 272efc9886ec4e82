import { describe, expect, it } from "vitest";
import { offered } from "../../src/model/palette";

const run = () => {};
const offers = [
  { name: "Market", also: "chart ladder", run }, { name: "Data health", also: "status feeds", run },
  { name: "Show it light", also: "theme dark", run },
];
const found = (typed: string) => offered(offers, typed).map((offer) => offer.name);

describe("the search", () => {
  it("offers everything while nothing is typed", () => {
    expect(found(" ")).toEqual(["Market", "Data health", "Show it light"]);
  });

  it("finds by the beginnings of words, and by what else one may call it", () => {
    expect(found("hea")).toEqual(["Data health"]);
    expect(found("feeds dat")).toEqual(["Data health"]);
    expect(found("ealth")).toEqual([]);
  });

  it("puts a name before what it is called as well", () => {
    expect(found("da")).toEqual(["Data health", "Show it light"]);
  });
});
