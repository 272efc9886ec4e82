// Of a long list only the rows that are seen are there at all.
import { useEffect, useRef, useState } from "react";
import { coalesced } from "../frames";

const [rowPixels, touchedRowPixels, beyond] = [56, 66, 4];

/** Which rows of so many are seen in `place`, a few more on either side; rows are all of one height. */
export function useVisible(count: number) {
  const place = useRef<HTMLDivElement>(null);
  const [seen, setSeen] = useState({ from: 0, to: 20, rowPixels });
  useEffect(() => {
    const element = place.current!;
    const look = coalesced(() => {
      const pixels = matchMedia("(max-width: 800px)").matches ? touchedRowPixels : rowPixels;
      const from = Math.max(0, Math.floor(element.scrollTop / pixels) - beyond);
      const to = Math.ceil((element.scrollTop + element.clientHeight) / pixels) + beyond;
      setSeen((before) => {
        const isSame = before.from === from && before.to === to && before.rowPixels === pixels;
        return isSame ? before : { from, to, rowPixels: pixels };
      });
    });
    const observer = new ResizeObserver(look.request);
    observer.observe(element);
    element.addEventListener("scroll", look.request, { passive: true });
    return () => {
      look.stop();
      observer.disconnect();
      element.removeEventListener("scroll", look.request);
    };
  }, []);
  const to = Math.min(count, seen.to);
  return { place, from: Math.min(seen.from, to), to, rowPixels: seen.rowPixels };
}
