import { intervals, type Interval } from "../paging";

/** How long a bar lasts, to be chosen. */
export function Intervals({ chosen, choose }: { chosen: Interval; choose: (interval: Interval) => void }) {
  return (
    <div role="group" aria-label="Interval">
      {intervals.map((one) => (
        <button key={one} type="button" aria-pressed={one === chosen} onClick={() => choose(one)}>{one}</button>
      ))}
    </div>
  );
}
