import { describe, expect, it } from "vitest";
import { momentOf, PastClock, wallText } from "../../src/model/moments";

const sydney = "Australia/Sydney";

describe("a clock of the past", () => {
  it("goes at its speed from its moment", () => {
    let ticks = 500;
    const clock = new PastClock(Date.parse("2014-03-10T00:00:00Z"), 60, () => ticks);
    ticks += 1_500;
    expect(clock.text()).toBe("2014-03-10T00:01:30.000Z");
  });

  it("stands still at speed 0", () => {
    let ticks = 0;
    const clock = new PastClock(1_000, 0, () => ticks);
    ticks = 99_999;
    expect(clock.now()).toBe(1_000);
  });
});

describe("a venue's clock", () => {
  it("shows a moment and is read back", () => {
    const moment = Date.parse("2014-03-09T23:10:04Z");
    expect(wallText(moment, sydney)).toBe("2014-03-10T10:10:04");
    expect(momentOf("2014-03-10T10:10:04", sydney)).toBe(moment);
  });

  it("is read back at every hour around both changes of the year, but for the hour that it shows twice", () => {
    for (const from of ["2014-04-04T12:00:00Z", "2014-10-03T12:00:00Z"])
      for (let hour = 0; hour < 72; hour++) {
        const moment = Date.parse(from) + hour * 3_600_000;
        const text = wallText(moment, sydney);
        const isShownTwice = wallText(moment - 3_600_000, sydney) === text;
        expect(momentOf(text, sydney)).toBe(isShownTwice ? moment - 3_600_000 : moment);
      }
  });

  it("that leaves an hour out shows it as much later", () => {
    expect(wallText(momentOf("2014-10-05T02:30:00", sydney)!, sydney)).toBe("2014-10-05T03:30:00");
  });

  it("knows no time in what is none", () => {
    expect(momentOf("soon", sydney)).toBeNull();
  });
});
