import type { ReactNode } from "react";
import { marketNameOf } from "../model/trading";
import { goTo } from "../place";

/** The head of a table; what begins with # is a column of numbers. */
export function Heads({ names }: { names: readonly string[] }) {
  const head = (name: string, i: number) => (
    <th key={i} scope="col" className={name.startsWith("#") ? "number" : undefined}>{name.replace("#", "")}</th>
  );
  return <thead><tr>{names.map(head)}</tr></thead>;
}

/** A cell with a number, in the column's alignment. */
export const Figure = ({ kind = "", children }: { kind?: string; children: ReactNode }) => (
  <td className={`number ${kind}`}>{children}</td>
);

/** A cell that leads to the instrument. */
export const SymbolCell = ({ symbol }: { symbol: string }) => (
  <td><button type="button" className="link" onClick={() => goTo({ instrument: marketNameOf(symbol) })}>{symbol}</button></td>
);

export const SideCell = ({ side }: { side: string | undefined }) => <td className={side === "buy" ? "up" : "down"}>{side}</td>;
