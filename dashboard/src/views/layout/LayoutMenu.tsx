import { useState, type FormEvent } from "react";
import { including, isShown, paneLabels, paneNames, presets, without } from "../../model/layout";
import { chosen, faultOf, forgotten, namesOf, saved, type Layouts } from "../../model/layouts";
import { Menu } from "../Menu";

/** Which panes are shown, and layouts by name. */
export function LayoutMenu({ layouts, change }: { layouts: Layouts; change: (layouts: Layouts) => void }) {
  const { current } = layouts;
  return (
    <Menu label="layout" title="Layout">
      <ul className="choices">
        {paneNames.map((name) => (
          <li key={name}>
            <label>
              <input type="checkbox" checked={isShown(current, name)} onChange={(event) =>
                change({ ...layouts, current: event.target.checked ? including(current, name) : without(current, name) })} />
              {paneLabels[name]}
            </label>
          </li>
        ))}
      </ul>
      <ul className="choices named" aria-label="Layouts">
        {namesOf(layouts).map((name) => (
          <li key={name}>
            <button type="button" aria-current={name === layouts.name} onClick={() => change(chosen(layouts, name))}>{name}</button>
            {!Object.hasOwn(presets, name) && (
              <button type="button" className="plain" aria-label={`Forget ${name}`}
                onClick={() => change(forgotten(layouts, name))}>×</button>
            )}
          </li>
        ))}
      </ul>
      <SaveAs layouts={layouts} change={change} />
    </Menu>
  );
}

function SaveAs({ layouts, change }: { layouts: Layouts; change: (layouts: Layouts) => void }) {
  const [name, setName] = useState("");
  const [fault, setFault] = useState<string | null>(null);
  const save = (event: FormEvent) => {
    event.preventDefault();
    const found = faultOf(layouts, name);
    setFault(found);
    if (found !== null) return;
    change(saved(layouts, name));
    setName("");
  };
  return (
    <form className="save" onSubmit={save}>
      <input aria-label="Name of the layout" placeholder="save as" value={name} onChange={(event) => setName(event.target.value)} />
      <button type="submit">save</button>
      {fault !== null && <p role="alert">{fault}</p>}
    </form>
  );
}
