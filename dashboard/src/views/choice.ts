// One of a list, chosen by keys while a field beside it has the focus.
import { useState, type KeyboardEvent } from "react";

/** Which entry is active; another `question` begins with the first. Arrow keys move, Enter picks, Esc gives up. */
export function useChoice(count: number, question: string, pick: (place: number) => void, giveUp: () => void) {
  const [chosen, setChosen] = useState({ question, place: 0 });
  const active = chosen.question === question ? Math.min(chosen.place, Math.max(0, count - 1)) : 0;
  const move = (by: number) => setChosen({ question, place: count === 0 ? 0 : (active + by + count) % count });
  const onKeyDown = (event: KeyboardEvent) => {
    const steps: Readonly<Record<string, () => void>> = {
      ArrowDown: () => move(1),
      ArrowUp: () => move(-1),
      Enter: () => {
        if (count > 0) pick(active);
      },
      Escape: giveUp,
    };
    const step = steps[event.key];
    if (!step || event.nativeEvent.isComposing) return;
    event.preventDefault();
    event.stopPropagation();
    step();
  };
  return { active, onKeyDown };
}
