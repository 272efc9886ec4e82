import { useEffect, useRef, useState } from "react";
import type { Following } from "../../following";
import { useCanvas, useSampled } from "../../frames";
import { Heating } from "../../heating";
import { brightOf } from "../../model/heat";
import { decimalsOf, price } from "../../model/numbers";
import { paintHeat } from "./heatPaint";

/** The book over the last minutes: the more is open at a price, the stronger its colour. */
export function Heatmap({ following, minutes }: { following: Following; minutes: number }) {
  const { instrument } = following;
  const heating = useRef<Heating | null>(null);
  const bright = useRef({ columns: [] as unknown, value: 0 });
  const [pointer, setPointer] = useState<{ x: number; y: number } | null>(null);
  const decimals = decimalsOf(instrument.tick_size ?? 0.005);
  const { canvas, repaint } = useCanvas((context, width, height) => {
    const now = heating.current;
    if (!now || now.step === 0) return;
    const to = Math.max(now.now(), now.columns.at(-1)?.time ?? 0);
    const from = to - now.spanMillis;
    const columns = now.columns.filter(({ time }) => time > from);
    if (bright.current.columns !== now.columns) bright.current = { columns: now.columns, value: brightOf(columns) };
    paintHeat(context, width, height, {
      columns, step: now.step, from, to, bright: bright.current.value, dots: now.dots, pointer, decimals, zone: instrument.time_zone,
    });
  });
  useEffect(() => {
    const next = new Heating(following, minutes * 60_000, repaint);
    heating.current = next;
    next.begin();
    return () => next.end();
  }, [following, minutes, repaint]);
  const said = useSampled(() => spoken(heating.current, decimals), 500);
  return (
    <canvas ref={canvas} role="img" aria-label={said} onPointerLeave={() => setPointer(null)}
      onPointerMove={({ nativeEvent }) => setPointer({ x: nativeEvent.offsetX, y: nativeEvent.offsetY })} />
  );
}

function spoken(heating: Heating | null, decimals: number): string {
  const [first, last] = [heating?.columns[0], heating?.columns.at(-1)];
  if (!heating || !first || !last) return "The book over time: nothing yet";
  return `The book over time: ${heating.columns.length} columns of rows of ${heating.step} since ${new Date(first.time).toISOString()}; `
    + `last best bid ${price(last.bid, decimals)}, best ask ${price(last.ask, decimals)}`;
}
