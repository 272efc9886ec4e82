import { describe, expect, it } from "vitest";
import {
  choiceIn, figureOf, keyOf, labelOf, noChoice, periodsIn, queryOf, shownIn, withRows, type Row,
} from "../../src/model/indicators";

const row = (second: number, sma: number | null): Row => ({ time: new Date(second * 1_000).toISOString(), sma });

describe("indicators", () => {
  it("are none until they are chosen, whatever was kept", () => {
    for (const text of [null, "", "{", "7", "null", "[]", '{"sma":3,"rsi":null}']) expect(shownIn(choiceIn(text))).toEqual([]);
  });

  it("come back as they were kept", () => {
    const choice = { ...noChoice, sma: { isShown: true, periods: [20, 50] }, macd: { isShown: true, periods: [] } };
    expect(choiceIn(JSON.stringify(choice))).toEqual(choice);
    expect(shownIn(choice).map(labelOf)).toEqual(["SMA 20", "SMA 50", "MACD"]);
    expect(shownIn(choice).map(queryOf)).toEqual(["name=sma&period=20", "name=sma&period=50", "name=macd"]);
    expect(shownIn(choice).map(keyOf)).toEqual(["sma 20", "sma 50", "macd"]);
  });

  it("have periods that the server takes, each once, few at a time", () => {
    expect(periodsIn("sma", "200 20, 50;20")).toEqual([20, 50, 200]);
    expect(periodsIn("ema", "5 6 7 8")).toEqual([5, 6, 7]);
    expect(periodsIn("rsi", "7 21")).toEqual([7]);
    expect(periodsIn("sma", "0 -3 1001")).toEqual([3]);
    expect(periodsIn("sma", "many")).toEqual([20]);
    expect(periodsIn("macd", "5")).toEqual([]);
  });

  it("have one row a bar, the latest answer's, oldest first", () => {
    const rows = withRows(withRows(new Map(), [row(3, 30), row(2, 20)]), [row(3, 31), row(1, null)]);
    expect([...rows.keys()]).toEqual([1, 2, 3]);
    expect([1, 2, 3, 4].map((second) => figureOf(rows.get(second), "sma"))).toEqual([null, 20, 31, null]);
  });
});
