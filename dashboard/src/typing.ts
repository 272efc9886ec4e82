/** A key belongs to what is typed in, or to the browser: no shortcut of the page. */
export function isTyping(event: KeyboardEvent): boolean {
  const at = event.target;
  const isField = at instanceof HTMLInputElement || at instanceof HTMLSelectElement || at instanceof HTMLTextAreaElement;
  return isField || document.querySelector("dialog[open]") !== null || event.ctrlKey || event.metaKey || event.altKey;
}
