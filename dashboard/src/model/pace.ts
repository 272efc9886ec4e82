/** Lets so many through at once, and so many a second after that. */
export class Pace {
  private left: number;
  private at = 0;

  constructor(private readonly atOnce: number, private readonly perSecond: number) {
    this.left = atOnce;
  }

  /** 0 lets one through; else nothing happens, and it may be tried again after so many milliseconds. Times never go back. */
  take(now: number): number {
    this.left = Math.min(this.atOnce, this.left + ((now - this.at) / 1_000) * this.perSecond);
    this.at = now;
    if (this.left < 1) return Math.ceil(((1 - this.left) / this.perSecond) * 1_000);
    this.left--;
    return 0;
  }
}
