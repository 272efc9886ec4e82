// What an order would bring about, as the exchange says it, before it is placed.
import { useEffect, useState } from "react";
import { fieldOf } from "./model/ticket";
import type { Preview } from "./model/trading";
import { Refusal, send } from "./wire";

const typingMillis = 200;
// The book goes on while an order is thought about.
const againMillis = 2_000;

export interface Previewed {
  readonly preview: Preview | null;
  /** Why it would be refused, or cannot be told. */
  readonly refusal: { readonly detail: string; readonly field: string | null } | null;
}

const nothing: Previewed = { preview: null, refusal: null };

/** Asks a moment after the last change, and again every now and then; null asks nothing. Older answers are not waited for. */
export function usePreview(body: object | null): Previewed {
  const [previewed, setPreviewed] = useState<Previewed>(nothing);
  const text = body && JSON.stringify(body);
  useEffect(() => {
    if (text === null) {
      setPreviewed(nothing);
      return;
    }
    const abort = new AbortController();
    let timer = 0;
    const look = async () => {
      if (document.visibilityState === "visible")
        try {
          const asked = { body: JSON.parse(text) as object, signal: abort.signal };
          const preview = await send<Preview>("POST", "/v1/orders/preview", asked);
          const { refusal } = preview;
          const field = refusal && fieldOf(refusal.code, null, asked.body);
          setPreviewed({ preview, refusal: refusal && { detail: refusal.detail, field } });
        } catch (fault) {
          if (!abort.signal.aborted && fault instanceof Refusal)
            setPreviewed({ preview: null, refusal: { detail: fault.message, field: fieldOf(fault.code, fault.field, body) } });
        }
      if (!abort.signal.aborted) timer = window.setTimeout(look, againMillis);
    };
    timer = window.setTimeout(look, typingMillis);
    return () => {
      abort.abort();
      clearTimeout(timer);
    };
  }, [text]);
  return previewed;
}
