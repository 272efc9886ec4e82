import { memo, useEffect, useMemo, useRef, useState, useSyncExternalStore, type KeyboardEvent } from "react";
import { useKept } from "../kept";
import { choiceIn, shownIn } from "../model/indicators";
import type { Instrument } from "../model/market";
import type { PastClock } from "../model/moments";
import { decimalsOf } from "../model/numbers";
import type { Interval } from "../paging";
import { themeStore } from "../theme";
import { IndicatorMenu } from "./chart/IndicatorMenu";
import { Legends } from "./chart/Legends";
import { noLegend, Plot, type Legend } from "./chart/plot";
import { Intervals } from "./Intervals";

const keys: Readonly<Record<string, (plot: Plot) => void>> = {
  ArrowLeft: (plot) => plot.step(-1),
  ArrowRight: (plot) => plot.step(1),
  PageUp: (plot) => plot.step(-50),
  PageDown: (plot) => plot.step(50),
  End: (plot) => plot.goToNow(),
  Escape: (plot) => plot.leave(),
};

/** Candles and volume, with what is drawn over and below them; scrolling back asks for more of the past. */
export const Chart = memo(function Chart({ instrument, clock }: { instrument: Instrument; clock: PastClock | null }) {
  const [interval, setInterval] = useState<Interval>("1m");
  const [choice, choose] = useKept("bourse.indicators", choiceIn);
  const [isLogarithmic, setLogarithmic] = useKept("bourse.chart.log", (text) => text === "true");
  const [hasProfile, setProfile] = useKept("bourse.chart.profile", (text) => text === "true");
  const [legend, setLegend] = useState<Legend>(noLegend);
  const [plot, setPlot] = useState<Plot | null>(null);
  const place = useRef<HTMLDivElement>(null);
  const theme = useSyncExternalStore(themeStore.subscribe, themeStore.read);
  const indicators = useMemo(() => shownIn(choice), [choice]);
  useEffect(() => {
    const next = new Plot(place.current!, { instrument, interval, clock }, setLegend);
    next.begin();
    setPlot(next);
    return () => next.end();
  }, [instrument, interval, clock]);
  useEffect(() => plot?.draw(indicators), [plot, indicators]);
  useEffect(() => plot?.setLogarithmic(isLogarithmic), [plot, isLogarithmic]);
  useEffect(() => plot?.showProfile(hasProfile), [plot, hasProfile]);
  useEffect(() => plot?.recolour(), [plot, theme]);
  const onKeyDown = (event: KeyboardEvent) => {
    const pressed = keys[event.key];
    if (!plot || !pressed) return;
    pressed(plot);
    event.preventDefault();
  };
  return (
    <section className="pane chart" aria-label="Chart">
      <header>
        <h2>Chart</h2>
        <Intervals chosen={interval} choose={setInterval} />
        <IndicatorMenu choice={choice} choose={choose} />
        <button type="button" aria-pressed={hasProfile} onClick={() => setProfile(!hasProfile)}
          title="Volume of the session at each price">profile</button>
        <button type="button" aria-pressed={isLogarithmic} onClick={() => setLogarithmic(!isLogarithmic)}
          title="Equal changes in percent are equally high" aria-label="Logarithmic scale">log</button>
      </header>
      <div className="fill">
        <div className="plot" ref={place} role="img" tabIndex={0} aria-label={spoken(instrument, interval, legend)}
          onKeyDown={onKeyDown} />
        <Legends legend={legend} decimals={decimalsOf(instrument.tick_size ?? 0.005)} />
        {legend.isAway && (
          <button type="button" className="now" onClick={() => plot?.goToNow()} title="To the last bar (End)">now ▸▸</button>
        )}
        {legend.bars === 0 && <p className="empty">No trades yet.</p>}
      </div>
    </section>
  );
});

function spoken({ symbol }: Instrument, interval: Interval, { bars, first, profile }: Legend): string {
  const reach = first === null ? "" : `; ${bars} bars since ${first}`;
  return `Candles of ${symbol}, ${interval} each${reach}${profile && `; ${profile}`}`;
}
