import { useRef, type KeyboardEvent, type PointerEvent } from "react";
import { heightened, widened, type Layout, type Splitter } from "../../model/layout";

const stepPixels = 16;
const stepShare = 0.03;

/** What the panes are divided by: drawn with a pointer, or moved with the arrow keys. */
export function Splitters({ layout, splitters, change }: {
  layout: Layout; splitters: readonly Splitter[]; change: (layout: Layout) => void;
}) {
  return splitters.map((splitter) => (
    <Handle key={`${splitter.column} ${splitter.row}`} layout={layout} splitter={splitter} change={change} />
  ));
}

function Handle({ layout, splitter, change }: { layout: Layout; splitter: Splitter; change: (layout: Layout) => void }) {
  const { column, row, label, now, place } = splitter;
  const held = useRef<{ readonly x: number; readonly y: number; readonly layout: Layout } | null>(null);
  const move = (from: Layout, pixels: number, share: number) =>
    change(row === null ? widened(from, column, pixels) : heightened(from, column, row, share));
  const onPointerDown = (event: PointerEvent) => {
    event.currentTarget.setPointerCapture(event.pointerId);
    held.current = { x: event.clientX, y: event.clientY, layout };
  };
  const onPointerMove = (event: PointerEvent) => {
    if (!held.current) return;
    const height = event.currentTarget.parentElement!.clientHeight;
    move(held.current.layout, event.clientX - held.current.x, (event.clientY - held.current.y) / height);
  };
  const release = () => {
    held.current = null;
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const on = row === null ? { ArrowLeft: -1, ArrowRight: 1 }[event.key] : { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (on === undefined) return;
    move(layout, on * stepPixels, on * stepShare);
    event.preventDefault();
  };
  return (
    <div className={row === null ? "splitter upright" : "splitter"} role="separator" tabIndex={0} aria-label={label}
      aria-orientation={row === null ? "vertical" : "horizontal"} aria-valuenow={now} style={place}
      onPointerDown={onPointerDown} onPointerMove={onPointerMove} onPointerUp={release} onPointerCancel={release}
      onKeyDown={onKeyDown} />
  );
}
