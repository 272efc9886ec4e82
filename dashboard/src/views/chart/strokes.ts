// How the line of each figure is drawn: kinds differ in hue and in dashes, periods of a kind in width.
import { LineStyle } from "lightweight-charts";
import type { Kind } from "../../model/indicators";
import { colours } from "../../theme";

export interface Stroke {
  readonly colour: string;
  readonly style: LineStyle;
  readonly width: 1 | 2 | 3;
}

/** @param place Which of the kind's periods it is, from 0. */
export function strokeOf(kind: Kind, figure: string, place: number): Stroke {
  const [first, second, third, fourth] = colours().inks;
  const width = Math.min(place + 1, 3) as Stroke["width"];
  switch (figure) {
    case "sma": return { colour: first, style: LineStyle.Solid, width };
    case "ema": return { colour: second, style: LineStyle.LargeDashed, width };
    case "vwap": return { colour: third, style: LineStyle.Dotted, width: 2 };
    case "middle": return { colour: fourth, style: LineStyle.Dashed, width: 1 };
    case "upper": case "lower": return { colour: fourth, style: LineStyle.Solid, width: 1 };
    case "signal": return { colour: second, style: LineStyle.LargeDashed, width: 1 };
    case "histogram": return { colour: `${fourth}70`, style: LineStyle.Solid, width: 1 };
    default: return { colour: kind === "rsi" ? third : first, style: LineStyle.Solid, width: 1 };
  }
}

/** The same dashes for a sample in the legend, as stroke-dasharray. */
export const dashesOf = ({ style }: Stroke) =>
  style === LineStyle.LargeDashed ? "6 3" : style === LineStyle.Dashed ? "3 2" : style === LineStyle.Dotted ? "1.5 2" : "";
