import { expect } from "chai";
import { replacementViolations } from "../../../provider/policy/rules/replacements-keep-data.js";

describe("the rule on replacements", () => {
  it("refuses to destroy computer data before its replacement exists", () => {
    expect(replacementViolations({ deleteBeforeReplace: true })).to.deep.equal([
      "With deleteBeforeReplace a replacement would destroy this resource first, and that would purge the data which the " +
        "new one is to stand for: leave the option out.",
    ]);
  });

  it("accepts the usual order, the new one first", () => {
    expect(replacementViolations({ deleteBeforeReplace: false })).to.deep.equal([]);
  });
});
