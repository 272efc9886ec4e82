import { describe, expect, it } from "vitest";
import { cellText, coefficientText, shadeOf, withSymbol } from "../../src/model/correlation";

const answer = {
  symbols: ["ASX:BHP", "ASX:RIO"], interval: "5m",
  correlations: [[1, null], [-0.456, 1]], returns: [[10, 2], [9, 10]],
};

describe("correlations", () => {
  it("are shaded the more, the more they say", () => {
    expect([shadeOf(1), shadeOf(-0.5), shadeOf(null)]).toEqual([
      { side: "alike", percent: 70 }, { side: "opposed", percent: 35 }, { side: "none", percent: 0 },
    ]);
  });

  it("are said with what they are made of", () => {
    expect(coefficientText(-0.456)).toBe("−0.46");
    expect(cellText(answer, 1, 0)).toBe("ASX:RIO and ASX:BHP: −0.46, of 9 returns");
    expect(cellText(answer, 0, 1)).toBe("ASX:BHP and ASX:RIO: cannot be said of 2 returns");
  });

  it("are of no more instruments than the server compares, each once", () => {
    const many = Array.from({ length: 20 }, (_, i) => `${i}`);
    expect(withSymbol(many, "another")).toBe(many);
    expect(withSymbol(["a"], "a")).toEqual(["a"]);
    expect(withSymbol(["a"], "b")).toEqual(["a", "b"]);
  });
});
