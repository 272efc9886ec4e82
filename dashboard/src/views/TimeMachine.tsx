import { useEffect, useState } from "react";
import { useSampled } from "../frames";
import { speeds, type Machine } from "../machine";
import { nameOf, type Instrument, type Trade } from "../model/market";
import { momentOf, wallText, type PastClock } from "../model/moments";
import { ask, Refusal } from "../wire";

const minute = 60_000;
const steps = [[-60 * minute, "−1 h"], [-minute, "−1 m"], [minute, "+1 m"], [60 * minute, "+1 h"]] as const;

/** What is shown is the past: when, how fast it goes by, and the way back. */
export function TimeMachine({ machine, clock, instrument }: { machine: Machine; clock: PastClock; instrument: Instrument }) {
  const { speed, isHeld, travel, hold, setSpeed } = machine;
  const [trouble, setTrouble] = useState("");
  useEffect(() => setTrouble(""), [clock, instrument]);
  const jump = () => {
    nextTrade(instrument, clock.now())
      .then((moment) => (moment === null ? setTrouble("Nothing traded after that.") : travel(moment)))
      .catch((fault: unknown) => setTrouble(fault instanceof Refusal ? fault.message : "The server does not answer."));
  };
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const isTaken = event.target instanceof HTMLElement && event.target.closest("input, select, button, textarea, dialog, a");
      if (event.key !== " " || isTaken) return;
      event.preventDefault();
      hold(!isHeld);
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  });
  return (
    <section className="machine" aria-label="Time machine">
      <strong>The past</strong>
      <Moment clock={clock} zone={instrument.time_zone} travel={travel} />
      <button type="button" onClick={() => hold(!isHeld)} aria-keyshortcuts="Space">{isHeld ? "play" : "hold"}</button>
      <label>speed <select value={speed} onChange={(event) => setSpeed(Number(event.target.value))}>
        {speeds.map((one) => <option key={one} value={one}>{one}×</option>)}
      </select></label>
      <span role="group" aria-label="Steps">
        {steps.map(([millis, label]) => (
          <button key={label} type="button" onClick={() => travel(clock.now() + millis)}>{label}</button>
        ))}
        <button type="button" onClick={jump}>next trade</button>
      </span>
      <span role="status">{trouble}</span>
      <button type="button" className="push" onClick={() => travel(null)}>back to now</button>
    </section>
  );
}

// The clock runs in the field until somebody sets it.
function Moment({ clock, zone, travel }: { clock: PastClock; zone: string; travel: (moment: number) => void }) {
  const running = useSampled(() => wallText(clock.now(), zone), 100);
  const [typed, setTyped] = useState<string | null>(null);
  const leave = () => {
    const moment = typed === null ? null : momentOf(typed, zone);
    setTyped(null);
    if (moment !== null) travel(moment);
  };
  return (
    <label className="moment">
      <input type="datetime-local" step="1" aria-label={`Moment on the clock of ${zone}`} value={typed ?? running}
        onChange={(event) => setTyped(event.target.value)} onBlur={leave}
        onKeyDown={(event) => event.key === "Enter" && event.currentTarget.blur()} />
      <span className="zone">{zone}</span>
    </label>
  );
}

async function nextTrade(instrument: Instrument, after: number): Promise<number | null> {
  const from = new Date(after + 1).toISOString();
  const path = `/api/v1/stocks/${encodeURIComponent(nameOf(instrument))}/trades?limit=1&start_time=${from}`;
  const { trades } = await ask<{ trades: Trade[] }>(path);
  return trades[0] ? Date.parse(trades[0].time) : null;
}
