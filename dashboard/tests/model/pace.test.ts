import { describe, expect, it } from "vitest";
import { Pace } from "../../src/model/pace";

describe("a pace", () => {
  it("lets a few through at once and the others one after the other", () => {
    const pace = new Pace(2, 10);
    expect([pace.take(5_000), pace.take(5_000), pace.take(5_000)]).toEqual([0, 0, 100]);
    expect([pace.take(5_050), pace.take(5_100), pace.take(5_100)]).toEqual([50, 0, 100]);
  });

  it("does not save up more than that", () => {
    const pace = new Pace(2, 10);
    pace.take(0);
    expect([pace.take(60_000), pace.take(60_000), pace.take(60_000)]).toEqual([0, 0, 100]);
  });
});
