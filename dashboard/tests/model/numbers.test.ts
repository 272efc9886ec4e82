import { describe, expect, it } from "vitest";
import { age, decimalsOf, percent, price, size, timeOfDay } from "../../src/model/numbers";

describe("numbers", () => {
  it("have the decimals of their tick", () => {
    expect([decimalsOf(0.005), decimalsOf(1), decimalsOf(1e-8), decimalsOf(0.1)]).toEqual([3, 0, 8, 1]);
    expect(price(57055, 2)).toBe("57,055.00");
    expect(price(null, 2)).toBe("–");
  });

  it("of sizes are short enough for a column", () => {
    expect([size(12_500_000), size(340_000), size(1_250), size(0.035), size(1.23456)]).toEqual(["12.5M", "340K", "1,250", "0.035", "1.235"]);
  });

  it("of changes say which way", () => {
    expect([percent(1.234), percent(-0.5), percent(0.001), percent(null)]).toEqual(["+1.23 %", "-0.50 %", "0.00 %", "–"]);
  });

  it("of times are on the venue's clock", () => {
    expect(timeOfDay("2014-03-09T23:10:04.754123456Z", "Australia/Sydney")).toBe("10:10:04.754");
  });

  it("of ages are rough", () => {
    expect([age(1_200), age(150_000), age(3 * 3_600_000), age(-5)]).toEqual(["1 s", "3 min", "3 h", "0 s"]);
  });
});
