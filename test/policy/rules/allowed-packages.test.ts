import { expect } from "chai";
import { packageViolations } from "../../../provider/policy/rules/allowed-packages.js";

describe("the rule on packages", () => {
  it("allows a package that is listed, as a number or as text", () => {
    expect(packageViolations({ packageId: 26 }, { allowedPackageIds: [26, 31] })).to.deep.equal([]);
    expect(packageViolations({ packageId: "31" }, { allowedPackageIds: [26, 31] })).to.deep.equal([]);
  });

  it("refuses any other, and names those that are allowed", () => {
    expect(packageViolations({ packageId: "27" }, { allowedPackageIds: [26, 31] })).to.deep.equal([
      "Package 27 limits the storage but is not an allowed one (allowed are 26, 31): set packageId to an allowed " +
        "package, or have 27 added to allowedPackageIds.",
    ]);
  });

  it("names the key in a resource for many", () => {
    const [sentence] = packageViolations({ packageId: 27, key: "kim" }, { allowedPackageIds: [26] });
    expect(sentence).to.match(/^Package 27 limits the storage of "kim" but is not an allowed one /);
  });

  it("allows any package as long as no list is given, and none when the list is empty", () => {
    expect(packageViolations({ packageId: 27 }, {})).to.deep.equal([]);
    expect(packageViolations({ packageId: 27 }, { allowedPackageIds: [] })[0]).to.contain("none is allowed");
  });

  it("says nothing of a package that is unknown yet", () => {
    expect(packageViolations({ packageId: undefined }, { allowedPackageIds: [] })).to.deep.equal([]);
  });
});
