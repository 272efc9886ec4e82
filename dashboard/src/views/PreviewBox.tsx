import { amount, quantity } from "../model/numbers";
import type { Listed, Preview } from "../model/trading";

interface PreviewProperties {
  readonly listed: Listed;
  readonly body: object | null;
  readonly preview: Preview | null;
  readonly refusal: { readonly detail: string } | null;
}

/** What the order would bring about now, or why it would be refused. It always takes the same room. */
export function PreviewBox({ listed, body, preview, refusal }: PreviewProperties) {
  return (
    <div className="preview" aria-live="polite" aria-label="What it would bring about">
      {refusal && <p className="warn">{refusal.detail}{short(preview)}</p>}
      {!refusal && !preview && <p className="dim">{body ? "…" : "What it costs is shown once it is whole."}</p>}
      {!refusal && preview && <Figures listed={listed} preview={preview} />}
    </div>
  );
}

// How much is lacking is said by what it would hold and what there is.
function short(preview: Preview | null): string {
  const { hold, available } = preview ?? { hold: null, available: null };
  if (!hold || !available) return "";
  return ` It would hold ${amount(hold.amount)} ${hold.asset}; available is ${amount(available.amount)}.`;
}

function Figures({ listed, preview }: { listed: Listed; preview: Preview }) {
  const { fee, hold } = preview;
  return (
    <dl>
      <dt>at once</dt>
      <dd>{preview.quantity > 0 ? `${quantity(preview.quantity)} at ${amount(preview.average_price)}` : "nothing"}</dd>
      <dt>value</dt><dd>{amount(preview.value)} {listed.quote}</dd>
      <dt>fee</dt><dd>{fee ? `${amount(fee.amount)} ${fee.asset}` : "–"}</dd>
      <dt>rests</dt><dd>{preview.ends ? `nothing: ${preview.ends.replaceAll("_", " ")}` : quantity(preview.rests)}</dd>
      <dt>held</dt><dd>{hold ? `${amount(hold.amount)} ${hold.asset}` : "–"}</dd>
      <dt>available</dt><dd>{preview.available ? `${amount(preview.available.amount)} ${preview.available.asset}` : "–"}</dd>
    </dl>
  );
}
