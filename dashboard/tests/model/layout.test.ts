import { describe, expect, it } from "vitest";
import { heightened, including, isShown, paneNames, placed, presets, usual, widened, without, type Layout } from "../../src/model/layout";
import { chosen, faultOf, forgotten, layoutsIn, saved, usualLayouts } from "../../src/model/layouts";

const widths = (layout: Layout) => layout.map(({ width }) => width);
const names = (layout: Layout) => layout.map(({ panes }) => panes.map(({ name }) => name));

describe("a layout", () => {
  it("gives a hidden pane's room to its neighbours and has it back where it was", () => {
    const alone = without(usual, "depth");
    expect(alone[1]!.panes).toEqual([{ name: "chart", share: 1 }]);
    expect(names(including(alone, "depth"))).toEqual(names(usual));
    expect(names(including(without(usual, "ladder"), "ladder"))).toEqual(names(usual));
  });

  it("keeps its last pane, and can be made of any", () => {
    let layout = usual;
    for (const name of paneNames) layout = without(layout, name);
    expect(names(layout)).toEqual([["tape"]]);
    for (const name of paneNames) layout = including(layout, name);
    expect(paneNames.every((name) => isShown(layout, name))).toBe(true);
    expect(placed(layout).panes.size).toBe(5);
  });

  it("moves a boundary between what lies beside it, as far as there is room", () => {
    expect(widths(widened(usual, 0, 32))).toEqual([304, null, 334, 240]);
    expect(widths(widened(usual, 1, 32))).toEqual([272, null, 302, 240]);
    expect(widths(widened(usual, 2, 32))).toEqual([272, null, 366, 208]);
    expect(widened(usual, 0, -200)).toBe(usual);
    expect(heightened(usual, 1, 0, 0.1)[1]!.panes.map(({ share }) => share.toFixed(2))).toEqual(["0.84", "0.16"]);
    expect(heightened(usual, 1, 0, 0.9)[1]!.panes.map(({ share }) => share.toFixed(2))).toEqual(["0.90", "0.10"]);
  });

  it("places every pane and every boundary", () => {
    const { panes, splitters } = placed(usual);
    expect(panes.get("watch")!.left).toBe("0px");
    expect(panes.get("tape")!.right).toBe("0px");
    expect(panes.get("depth")!.top).toBe("74.000%");
    expect(splitters.map(({ label, now }) => `${label} ${now}`)).toEqual([
      "Width of Watchlist 272", "Width of Book 334", "Height of Chart 74", "Width of Tape 240",
    ]);
  });
});

describe("layouts", () => {
  it("are kept by name, few, and not in place of those that are always there", () => {
    const mine = saved({ ...usualLayouts, current: presets.Scalp! }, " mine ");
    expect(layoutsIn(JSON.stringify(mine))).toEqual(mine);
    expect(chosen(chosen(mine, "Chart"), "mine").current).toBe(presets.Scalp);
    expect(forgotten(mine, "mine")).toEqual({ ...mine, own: {}, name: "Default" });
    expect([faultOf(mine, "mine"), faultOf(mine, "Chart"), faultOf(mine, " ")].map((fault) => fault !== null)).toEqual([false, true, true]);
    let many = mine;
    for (let i = 0; i < 20; i++) many = saved(many, `layout ${i}`);
    expect(Object.keys(many.own)).toHaveLength(12);
  });

  it("are the usual ones where nothing that makes sense was kept", () => {
    const broken = [[], [{ width: 1, panes: [] }], [{ width: null, panes: [{ name: "nothing", share: 1 }] }], [{ width: null,
      panes: [{ name: "tape", share: 0.5 }, { name: "tape", share: 0.5 }] }]];
    for (const text of [null, "", "7", ...broken.map((current) => JSON.stringify({ current, own: { mine: current } }))])
      expect(layoutsIn(text)).toEqual(usualLayouts);
  });
});
