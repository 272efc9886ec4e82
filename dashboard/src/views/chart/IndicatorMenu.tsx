import { useState } from "react";
import { kinds, periodsIn, shownIn, traits, type Choice, type Kind } from "../../model/indicators";
import { Menu } from "../Menu";

/** Which indicators are drawn, and over how many bars. */
export function IndicatorMenu({ choice, choose }: { choice: Choice; choose: (choice: Choice) => void }) {
  const count = shownIn(choice).length;
  return (
    <Menu label={count > 0 ? `ƒ ${count}` : "ƒ"} title="Indicators">
      <ul className="choices">
        {kinds.map((kind) => (
          <li key={kind}>
            <label>
              <input type="checkbox" checked={choice[kind].isShown}
                onChange={(event) => choose({ ...choice, [kind]: { ...choice[kind], isShown: event.target.checked } })} />
              <b>{traits[kind].label}</b> {traits[kind].name}
            </label>
            {traits[kind].period !== null && (
              <Periods kind={kind} periods={choice[kind].periods}
                choose={(periods) => choose({ ...choice, [kind]: { isShown: true, periods } })} />
            )}
          </li>
        ))}
      </ul>
    </Menu>
  );
}

// What is typed counts when the field is left, or with Enter: half a number is no period.
function Periods({ kind, periods, choose }: {
  kind: Kind; periods: readonly number[]; choose: (periods: readonly number[]) => void;
}) {
  const [typed, setTyped] = useState<string | null>(null);
  const { label, periodsMax } = traits[kind];
  const done = () => {
    if (typed !== null && typed !== periods.join(" ")) choose(periodsIn(kind, typed));
    setTyped(null);
  };
  return (
    <input type="text" inputMode="numeric" aria-label={`${periodsMax > 1 ? "Periods" : "Period"} of ${label}`}
      title={periodsMax > 1 ? `Bars; up to ${periodsMax}, as 20 50 200` : "Bars"} value={typed ?? periods.join(" ")}
      onChange={(event) => setTyped(event.target.value)} onBlur={done} onKeyDown={(event) => event.key === "Enter" && done()} />
  );
}
