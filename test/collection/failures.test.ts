import { expect } from "chai";
import { nameKeys, tellFailures, type Failure } from "../../provider/collection/failures.js";

const failure = (key: string, message: string): Failure => ({ key, error: new Error(message) });
const keys = (count: number, prefix = "k") =>
  Array.from({ length: count }, (_, index) => `${prefix}${String(index + 1)}`);

describe("The failures of a collection", () => {
  it("are told after the work that failed, each kind of trouble once with the keys that met it", () => {
    const failures = [failure("a", "refused"), failure("b", "refused"), failure("c", "gone")];
    expect(tellFailures("3 of 5 things failed.", failures)).to.deep.equal([
      "3 of 5 things failed.",
      '"a", "b": refused',
      '"c": gone',
    ]);
  });

  it("are told with what most have met first", () => {
    const failures = [failure("a", "gone"), failure("b", "refused"), failure("c", "refused")];
    expect(tellFailures("work", failures).slice(1)).to.deep.equal(['"b", "c": refused', '"a": gone']);
  });

  it("are told kind by kind up to fifty kinds", () => {
    const failures = keys(50).map((key) => failure(key, `trouble of ${key}`));
    const told = tellFailures("work", failures);
    expect(told).to.have.lengthOf(51);
    expect(told.at(-1)).to.equal('"k50": trouble of k50');
  });

  for (const [count, last] of [
    [51, '"k51": failed, too.'],
    [52, '"k51", "k52": failed, too.'],
  ] as const) {
    it(`are named without their reasons beyond fifty kinds: ${String(count)}`, () => {
      const failures = keys(count).map((key) => failure(key, `trouble of ${key}`));
      const told = tellFailures("work", failures);
      expect(told).to.have.lengthOf(52);
      expect(told.slice(-2)).to.deep.equal(['"k50": trouble of k50', last]);
    });
  }
});

describe("Keys in a message", () => {
  it("are all named up to twenty", () => {
    expect(nameKeys(["a b"])).to.equal('"a b"');
    expect(nameKeys(keys(20))).to.match(/^"k1", "k2", .*, "k20"$/);
  });

  it("are counted beyond twenty", () => {
    expect(nameKeys(keys(21))).to.match(/^"k1", .*, "k20" and 1 more$/);
    expect(nameKeys(keys(500))).to.match(/, "k20" and 480 more$/);
  });
});
