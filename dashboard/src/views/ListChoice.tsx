import { useState } from "react";
import { changeList, makeList, removeList } from "../lists";
import { faultOf, type NamedList } from "../model/lists";

/** Which instruments are shown: all, or those of a list; lists are made and put together from here. */
export function ListChoice({ lists, chosen, choose, isEdited, setEdited }: {
  lists: readonly NamedList[]; chosen: string | null; choose: (id: string | null) => void;
  isEdited: boolean; setEdited: (is: boolean) => void;
}) {
  const make = async () => {
    const id = await makeList();
    if (id === null) return;
    choose(id);
    setEdited(true);
  };
  return (
    <>
      <select aria-label="Which list" value={chosen ?? ""} onChange={(event) => choose(event.target.value || null)}>
        <option value="">All</option>
        {lists.map((list) => <option key={list.id} value={list.id}>{list.name}</option>)}
      </select>
      {chosen !== null && (
        <button type="button" aria-pressed={isEdited} title="Name, order, delete" onClick={() => setEdited(!isEdited)}>edit</button>
      )}
      <button type="button" aria-label="New list" title="New list" onClick={() => void make()}>+</button>
    </>
  );
}

/** A list's name, and its end. */
export function ListEdit({ list, lists, removed }: { list: NamedList; lists: readonly NamedList[]; removed: () => void }) {
  const [name, setName] = useState(list.name);
  const fault = faultOf(lists, list.id, name);
  const rename = () => {
    if (!fault && name.trim() !== list.name) void changeList(list.id, { name: name.trim() });
  };
  return (
    <form className="list-edit" onSubmit={(event) => { event.preventDefault(); rename(); }}>
      <input aria-label="Name of the list" value={name} maxLength={60} autoFocus aria-invalid={fault !== null}
        onChange={(event) => setName(event.target.value)} onBlur={rename} onFocus={(event) => event.target.select()} />
      <button type="button" onClick={() => { removed(); void removeList(list.id); }}>Delete the list</button>
      {fault && <small role="alert">{fault}</small>}
    </form>
  );
}
