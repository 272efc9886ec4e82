// Painting: however often things change, once a frame at most.
import { useEffect, useRef, useState, useSyncExternalStore, type RefObject } from "react";
import { themeStore } from "./theme";

/** Runs `paint` in the next frame; more calls until then are one. Returning true asks for another frame. */
export function coalesced(paint: () => boolean | void): { request: () => void; stop: () => void } {
  let pending = 0;
  const request = () => {
    pending ||= requestAnimationFrame(() => {
      pending = 0;
      if (paint() === true) request();
    });
  };
  return { request, stop: () => cancelAnimationFrame(pending) };
}

export type Paint = (context: CanvasRenderingContext2D, width: number, height: number) => boolean | void;

/** A canvas that is as sharp as the screen and is painted anew when asked to, when it is resized and when the theme changes. */
export function useCanvas(paint: Paint): { canvas: RefObject<HTMLCanvasElement | null>; repaint: () => void } {
  const canvas = useRef<HTMLCanvasElement>(null);
  const latest = useRef(paint);
  const [request] = useState(() => ({ now: () => {} }));
  const theme = useSyncExternalStore(themeStore.subscribe, themeStore.read);
  useEffect(() => {
    latest.current = paint;
    request.now();
  });
  useEffect(() => {
    const element = canvas.current!;
    const frames = coalesced(() => {
      const context = fitted(element);
      return context ? latest.current(context, element.clientWidth, element.clientHeight) : false;
    });
    request.now = frames.request;
    const observer = new ResizeObserver(frames.request);
    observer.observe(element);
    frames.request();
    return () => {
      observer.disconnect();
      frames.stop();
      request.now = () => {};
    };
  }, [request, theme]);
  const [repaint] = useState(() => () => request.now());
  return { canvas, repaint };
}

function fitted(element: HTMLCanvasElement): CanvasRenderingContext2D | null {
  const scale = window.devicePixelRatio || 1;
  const [width, height] = [Math.round(element.clientWidth * scale), Math.round(element.clientHeight * scale)];
  if (width === 0 || height === 0) return null;
  if (element.width !== width || element.height !== height) [element.width, element.height] = [width, height];
  const context = element.getContext("2d")!;
  context.setTransform(scale, 0, 0, scale, 0, 0);
  context.clearRect(0, 0, element.clientWidth, element.clientHeight);
  return context;
}

/** A value that is looked up so many times a second, for texts that need not follow every event. */
export function useSampled<T>(read: () => T, millis: number): T {
  const [value, setValue] = useState(read);
  const latest = useRef(read);
  useEffect(() => {
    latest.current = read;
  });
  useEffect(() => {
    const timer = setInterval(() => setValue(latest.current()), millis);
    return () => clearInterval(timer);
  }, [millis]);
  return value;
}
