import { expect } from "chai";
import { packageOf, sumByPackage } from "../../../bench/start-profile/packages.js";

describe("the package of a place in a profile", () => {
  for (const [place, name] of [
    ["node:internal/modules/cjs/loader", "Node"],
    ["(program)", "Node"],
    ["file:///home/someone/project/dist/provider/index.js", "pulumi-msp360"],
    ["/home/someone/project/node_modules/valibot/dist/index.cjs", "valibot"],
    ["/project/node_modules/@pulumi/pulumi/node_modules/semver/index.js", "semver"],
    ["/project/node_modules/@pulumi/pulumi/index.js", "@pulumi/pulumi"],
  ] as const) {
    it(`of ${place} is ${name}`, () => {
      expect(packageOf(place)).to.equal(name);
    });
  }

  it("sums up what belongs together", () => {
    const sums = sumByPackage([
      ["(program)", 1],
      ["node:fs", 2],
      ["/project/dist/provider/index.js", 4],
    ]);
    expect([...sums]).to.deep.equal([
      ["Node", 3],
      ["pulumi-msp360", 4],
    ]);
  });
});
