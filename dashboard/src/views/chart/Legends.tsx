import { percent, price, size } from "../../model/numbers";
import type { LegendLine } from "./overlay";
import type { Legend } from "./plot";
import { dashesOf } from "./strokes";

/** What the figures are where the crosshair is, in each pane's corner. */
export function Legends({ legend, decimals }: { legend: Legend; decimals: number }) {
  const { bar, change } = legend;
  if (!bar) return null;
  return (
    <div className="legends">
      {legend.panes.map(({ top, lines }, pane) => (
        <div key={pane} className="legend" style={{ top: top + 4 }}>
          {pane === 0 && (
            <p>
              <time dateTime={bar.time} className="unseen">{bar.time}</time>
              {(["open", "high", "low", "close"] as const).map((name) => (
                <span key={name}>{name[0]!.toUpperCase()} <b>{price(bar[name], decimals)}</b></span>
              ))}
              <span className={change === null || change === 0 ? "" : change > 0 ? "up" : "down"}>{percent(change)}</span>
              <span>V <b>{size(bar.volume)}</b></span>
            </p>
          )}
          {lines.map((line) => <Line key={line.label} line={line} decimals={decimals} />)}
        </div>
      ))}
    </div>
  );
}

function Line({ line, decimals }: { line: LegendLine; decimals: number }) {
  const shown = line.label.startsWith("RSI") ? 2 : line.label.startsWith("MACD") ? decimals + 2 : decimals;
  return (
    <p>
      <span>{line.label}</span>
      {line.figures.map(({ name, value, stroke }) => (
        <span key={name} title={name}>
          <svg width="20" height="6" aria-hidden="true">
            <line x1="0" y1="3" x2="20" y2="3" stroke={stroke.colour} strokeWidth={stroke.width + 0.5} strokeDasharray={dashesOf(stroke)} />
          </svg>
          <b data-figure={name}>{price(value, shown)}</b>
        </span>
      ))}
    </p>
  );
}
