// Rows as a table that other programs read.

export type Cell = string | number | boolean | null | undefined;

/** RFC 4180, with a head. Numbers are written out: no program has to guess at 1e-8. */
export function csvOf(head: readonly string[], rows: Iterable<readonly Cell[]>): string {
  const lines = [head, ...rows].map((cells) => cells.map(written).join(","));
  return `${lines.join("\r\n")}\r\n`;
}

function written(cell: Cell): string {
  if (cell === null || cell === undefined) return "";
  if (typeof cell !== "string") return typeof cell === "number" ? decimal(cell) : `${cell}`;
  // A spreadsheet would take these for a formula.
  const text = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll("\"", "\"\"")}"` : text;
}

/** A number without an exponent, with up to eight decimals. */
export function decimal(value: number): string {
  const text = `${value}`;
  return text.includes("e") ? value.toLocaleString("en", { useGrouping: false, maximumFractionDigits: 8 }) : text;
}
