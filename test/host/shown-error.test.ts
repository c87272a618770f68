import { expect } from "chai";
import { shown, ShownError } from "../../provider/host/shown-error.js";

/** What the dynamic-provider host prints of an error in check, diff, read and delete. */
const asTheHostPrints = (error: Error) => `${String(error)}: ${String(error.stack)}`;

describe("An error as the host shows it", () => {
  it("is the sentence, and in print a hint, and has no stack", () => {
    const error = shown(new TypeError("It broke."), false);
    expect(error.message).to.equal("It broke.");
    expect(asTheHostPrints(error)).to.equal("To see the calls behind a failure: set MSP360_LOG=debug");
  });

  it("has the stack when debugging", () => {
    expect(asTheHostPrints(shown(new Error("It broke."), true))).to.contain("shown-error.test");
  });

  it("is an error even when something else was thrown, because the host would show undefined", () => {
    for (const [thrown, message] of [
      ["a text", "a text"],
      [undefined, "undefined"],
      [null, "null"],
      [17, "17"],
    ] as const) {
      expect(shown(thrown, true)).to.be.instanceOf(ShownError).with.property("message", message);
    }
  });

  it("says what to keep of an incomplete object, with the reasons", () => {
    const kept = { id: "i-1", properties: { a: 1 }, reasons: ["Half done.", "One is missing."] };
    const error = shown(new Error("Half done."), false, kept);
    expect(error.id).to.equal("i-1");
    expect(error.properties).to.deep.equal({ a: 1 });
    expect(error.reasons).to.deep.equal(["Half done.", "One is missing."]);
  });

  it("says nothing of an object that was not made", () => {
    const error = shown(new Error("Nothing done."), false);
    expect(error.id).to.equal(undefined);
    expect(error.reasons).to.equal(undefined);
  });

  it("does not carry what lies beneath, which could tell more than the sentence", () => {
    expect(shown(new Error("It broke.", { cause: new Error("secret") }), true)).to.not.have.property("cause");
  });
});
