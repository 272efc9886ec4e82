import { useId, useRef, type ReactNode } from "react";

/** A button with what it opens; a click elsewhere, or Escape, closes it. */
export function Menu({ label, title, children }: { label: ReactNode; title: string; children: ReactNode }) {
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const panel = useRef<HTMLDivElement>(null);
  // Above everything, so that no pane cuts it off: where the button is, as far as there is room.
  const place = () => {
    const from = button.current!.getBoundingClientRect();
    const { style, offsetWidth } = panel.current!;
    style.top = `${from.bottom + 3}px`;
    style.left = `${Math.max(4, Math.min(from.left, window.innerWidth - offsetWidth - 4))}px`;
    style.maxHeight = `${window.innerHeight - from.bottom - 10}px`;
  };
  return (
    <>
      <button ref={button} type="button" popoverTarget={id} title={title} aria-label={title} aria-haspopup="dialog">{label}</button>
      <div ref={panel} id={id} popover="auto" className="menu" role="dialog" aria-label={title}
        onToggle={(event) => event.newState === "open" && place()}>{children}</div>
    </>
  );
}
