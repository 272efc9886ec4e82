// What is said to whoever looks at the screen, besides what the page shows.

const noticesMax = 5;

export interface Notice {
  /** What it is about: a later one about the same takes its place. */
  readonly about: string;
  /** How it ended, or how bad it is. */
  readonly kind: "good" | "news" | "warn" | "bad";
  readonly text: string;
  /** What can be done about it. */
  readonly action?: { readonly label: string; readonly run: () => void };
  /** It stays until it is taken away, or is over by itself after a while. */
  readonly stays?: boolean;
}

/** With one more, the newest last; the oldest of too many goes. */
export const withNotice = (notices: readonly Notice[], notice: Notice): readonly Notice[] =>
  [...without(notices, notice.about), notice].slice(-noticesMax);

export const without = (notices: readonly Notice[], about: string): readonly Notice[] =>
  notices.some((one) => one.about === about) ? notices.filter((one) => one.about !== about) : notices;

/** For how long something is said, in milliseconds: long enough to read it. */
export const readingMillis = (text: string) => 4_000 + text.length * 60;
