import type {
  IPrimitivePaneRenderer, IPrimitivePaneView, ISeriesApi, ISeriesPrimitive, SeriesAttachedParameter, Time,
} from "lightweight-charts";
import type { Charted } from "../../paging";
import { followProfile, type Profile, type ProfileLevel } from "../../profiling";
import { size } from "../../model/numbers";
import { colours } from "../../theme";

const rowsAsked = 80;
const share = 0.22;

type Target = Parameters<IPrimitivePaneRenderer["draw"]>[0];

/**
 * The session's volume at each price, as bars from the left edge beneath the candles: what was bought, then what was sold. The
 * level with the most is a line; levels outside the value area are faint.
 */
export class ProfileDrawing implements ISeriesPrimitive<Time>, IPrimitivePaneView, IPrimitivePaneRenderer {
  private profile: Profile | null = null;
  private stop: (() => void) | null = null;
  private request = () => {};

  constructor(private readonly charted: Charted, private readonly series: ISeriesApi<"Candlestick">) {}

  /** For whoever cannot see it; empty while it is not shown. */
  get said() {
    const { profile } = this;
    if (!this.stop || !profile?.point_of_control) return "";
    const { low, high } = profile.value_area;
    return `Volume profile: most traded at ${profile.point_of_control}, value area ${low} to ${high}`;
  }

  show(isShown: boolean, changed = () => {}) {
    if (isShown === (this.stop !== null)) return;
    this.stop?.();
    this.stop = null;
    if (!isShown) {
      this.profile = null;
      this.series.detachPrimitive(this);
      return;
    }
    this.series.attachPrimitive(this);
    this.stop = followProfile(this.charted, rowsAsked, (profile) => {
      this.profile = profile;
      this.request();
      changed();
    });
  }

  attached({ requestUpdate }: SeriesAttachedParameter<Time>) {
    this.request = requestUpdate;
  }

  detached() {
    this.request = () => {};
  }

  private readonly views = [this];

  paneViews() {
    return this.views;
  }

  zOrder() {
    return "bottom" as const;
  }

  renderer() {
    return this;
  }

  draw(target: Target) {
    const { profile } = this;
    if (!profile?.step) return;
    const most = Math.max(...profile.levels.map((level) => level.volume), 1e-12);
    target.useMediaCoordinateSpace(({ context, mediaSize }) => {
      const widest = mediaSize.width * share;
      for (const level of profile.levels) this.drawLevel(context, level, profile, widest / most);
      this.drawControl(context, profile, mediaSize.width);
    });
  }

  private drawLevel(context: CanvasRenderingContext2D, level: ProfileLevel, profile: Profile, scale: number) {
    const top = this.series.priceToCoordinate(level.price + profile.step!);
    const bottom = this.series.priceToCoordinate(level.price);
    if (top === null || bottom === null || level.volume === 0) return;
    const { buy, sell, dim } = colours();
    const { low, high } = profile.value_area;
    const isInside = low !== null && high !== null && level.price >= low && level.price <= high;
    context.globalAlpha = isInside ? 0.34 : 0.15;
    const height = Math.max(1, bottom - top - (bottom - top > 3 ? 1 : 0));
    let x = 0;
    const unknown = level.volume - level.bought - level.sold;
    for (const [volume, colour] of [[level.bought, buy], [level.sold, sell], [unknown, dim]] as const) {
      context.fillStyle = colour;
      context.fillRect(x, top, volume * scale, height);
      x += volume * scale;
    }
    context.globalAlpha = 1;
  }

  private drawControl(context: CanvasRenderingContext2D, profile: Profile, width: number) {
    if (profile.point_of_control === null) return;
    const middle = this.series.priceToCoordinate(profile.point_of_control + profile.step! / 2);
    if (middle === null) return;
    const { accent, numbers } = colours();
    const most = profile.levels.find((level) => level.price === profile.point_of_control);
    context.fillStyle = accent;
    context.globalAlpha = 0.85;
    context.fillRect(0, Math.round(middle), width, 1);
    context.globalAlpha = 1;
    context.font = `10px ${numbers}`;
    context.textBaseline = "bottom";
    context.fillText(`POC ${size(most?.volume ?? 0)}`, width * share + 6, middle - 1);
    this.drawArea(context, profile, width * share);
  }

  private drawArea(context: CanvasRenderingContext2D, { value_area: { low, high }, step }: Profile, width: number) {
    if (low === null || high === null) return;
    context.fillStyle = colours().accent;
    for (const [edge, name] of [[high + step!, "VAH"], [low, "VAL"]] as const) {
      const y = this.series.priceToCoordinate(edge);
      if (y === null) continue;
      context.globalAlpha = 0.5;
      context.fillRect(0, Math.round(y), width, 1);
      context.globalAlpha = 1;
      context.fillText(name, width + 6, y + 5);
    }
  }
}
