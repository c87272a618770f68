import { expect } from "chai";
import { retryAfterMilliseconds } from "../../provider/http/retry-after.js";

const noon = Date.parse("Mon, 03 Mar 2025 12:00:00 GMT");

const rows: readonly (readonly [string | undefined, string | undefined, number | undefined])[] = [
  [undefined, undefined, undefined],
  ["0", undefined, 0],
  ["7", undefined, 7000],
  [" 36000 ", undefined, 36_000_000],
  ["Mon, 03 Mar 2025 12:00:30 GMT", undefined, 30_000],
  ["Mon, 03 Mar 2025 11:00:00 GMT", undefined, 0],
  ["Mon, 03 Mar 2025 12:00:30 GMT", "Mon, 03 Mar 2025 12:00:20 GMT", 10_000],
  ["Monday, 03-Mar-25 12:00:30 GMT", "rubbish", 30_000],
  ["Mon Mar  3 12:00:30 2025", undefined, 30_000],
  ["not Mon, 03 Mar 2025 12:00:30 GMT", undefined, undefined],
  ["Mon, 03 Mar 2025 9:00:30 GMT", undefined, undefined],
  ["Mon, 03 Mar 2025 12:00:3 GMT", undefined, undefined],
  ["soon", undefined, undefined],
  ["-5", undefined, undefined],
  ["1.5", undefined, undefined],
  ["", undefined, undefined],
  ["Mon, 99 Foo 2025 12:00:30 GMT", undefined, undefined],
];

describe("Retry-After", () => {
  const { TZ: saved } = process.env;

  // Dates are in GMT, wherever this machine stands.
  before(() => Object.assign(process.env, { TZ: "America/New_York" }));

  after(() => {
    Reflect.deleteProperty(process.env, "TZ");
    Object.assign(process.env, saved === undefined ? {} : { TZ: saved });
  });

  for (const [header, date, expected] of rows) {
    it(`"${header}" with Date "${date}" means ${expected} ms (F18)`, () => {
      expect(retryAfterMilliseconds(header, date, noon)).to.equal(expected);
    });
  }
});
