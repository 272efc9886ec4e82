// The pointer on the ladder: a click takes a price, own orders are dragged to another or cancelled.
import { useEffect, useRef, type PointerEvent } from "react";
import type { Mark } from "../model/account";
import { centreOf, rowPixels, type Centre } from "../model/ladder";
import type { OpenOrder, Side } from "../model/trading";
import type { Following } from "../following";
import { pointedAt, type Pointed } from "./ladderMarks";

/** What can be done on the ladder by hand. Prices are numbers of the ladder's steps. */
export interface Hands {
  /** What a click places at once; null where it only takes the price. */
  readonly placed: string | null;
  readonly onPrice: (side: Side | null, price: number) => void;
  readonly onMove: (orders: readonly OpenOrder[], price: number) => void;
  readonly onCancel: (orders: readonly OpenOrder[]) => void;
}

const stillPixels = 5;

export interface Pointing {
  /** The prices as they stood when the mouse came: they hold still under it. */
  centre: Centre | null;
  pointed: Pointed | null;
  isInside: boolean;
  /** Where a button or finger went down, and on which own orders. */
  down: { readonly x: number; readonly y: number; readonly mark: Mark | null } | null;
}

export function useHands(
  hands: Hands | null, following: Following, step: { readonly current: number }, held: Centre | null,
  marks: () => readonly Mark[], repaint: () => void, scroll: (rows: number) => void,
) {
  const pointing = useRef<Pointing>({ centre: null, pointed: null, isInside: false, down: null });
  const centre = () => held ?? (pointing.current.centre ??= centreOf(following.book, step.current));
  const at = (event: PointerEvent<HTMLCanvasElement>) => {
    const from = centre();
    const { offsetX, offsetY } = event.nativeEvent;
    const { clientWidth, clientHeight } = event.currentTarget;
    return from && pointedAt(offsetX, offsetY, clientWidth, clientHeight, from, marks());
  };
  const point = (event: PointerEvent<HTMLCanvasElement>) => {
    const { down } = pointing.current;
    const found = at(event);
    const moved = down?.mark && isFar(event, down) ? down.mark : null;
    pointing.current.pointed = found && { ...found, moved, placed: found.mark ? null : hands?.placed ?? null };
    event.currentTarget.style.cursor = moved ? "grabbing" : found?.isCross ? "pointer" : found?.mark ? "grab" : "crosshair";
    repaint();
  };
  const clear = (isInside: boolean) => {
    pointing.current = { centre: isInside ? pointing.current.centre : null, pointed: null, isInside, down: null };
    repaint();
  };
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== "Escape" || !pointing.current.pointed?.moved) return;
      event.preventDefault();
      clear(pointing.current.isInside);
    };
    window.addEventListener("keydown", onKey, true);
    return () => window.removeEventListener("keydown", onKey, true);
  });
  const lift = (event: PointerEvent<HTMLCanvasElement>) => {
    const { down } = pointing.current;
    const found = at(event);
    clear(event.pointerType === "mouse" && pointing.current.isInside);
    if (!hands || !down || !found || event.button !== 0) return;
    const target = found.step * step.current;
    if (isFar(event, down)) {
      if (down.mark && found.step !== down.mark.step) hands.onMove(down.mark.orders, target);
    } else if (found.mark && found.isCross) hands.onCancel(found.mark.orders);
    else if (!found.mark) hands.onPrice(found.side, target);
  };
  const on = {
    onPointerEnter: (event: PointerEvent<HTMLCanvasElement>) => {
      if (hands && event.pointerType === "mouse") pointing.current.isInside = true;
    },
    onPointerDown: (event: PointerEvent<HTMLCanvasElement>) => {
      const { offsetX: x, offsetY: y } = event.nativeEvent;
      const found = hands && event.button === 0 ? at(event) : null;
      pointing.current.down = found && { x, y, mark: found.isCross ? null : found.mark };
      if (found?.mark) event.currentTarget.setPointerCapture(event.pointerId);
    },
    onPointerMove: (event: PointerEvent<HTMLCanvasElement>) => {
      if (event.pointerType === "touch" && !pointing.current.down?.mark) scroll(event.movementY / rowPixels);
      if (hands && (event.pointerType === "mouse" || pointing.current.down?.mark)) point(event);
    },
    onPointerUp: lift,
    onPointerLeave: () => clear(false),
    onPointerCancel: () => clear(false),
  };
  return { pointing, on };
}

const isFar = (event: PointerEvent, down: { readonly x: number; readonly y: number }) =>
  Math.abs(event.nativeEvent.offsetX - down.x) + Math.abs(event.nativeEvent.offsetY - down.y) > stillPixels;
