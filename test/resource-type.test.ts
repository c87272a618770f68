import { expect } from "chai";
import { providerText, resourceKinds, typeToken, type ResourceKind } from "../provider/resource-type.js";

const kinds = Object.keys(resourceKinds) as ResourceKind[];

describe("What stands in the state for good", () => {
  it("has the six type tokens that stored state knows", () => {
    expect(kinds.map(typeToken)).to.deep.equal([
      "pulumi-nodejs:dynamic/msp360:AccountDestination",
      "pulumi-nodejs:dynamic/msp360:AccountDestinations",
      "pulumi-nodejs:dynamic/msp360:UserDestination",
      "pulumi-nodejs:dynamic/msp360:UserDestinations",
      "pulumi-nodejs:dynamic/msp360:UserComputerData",
      "pulumi-nodejs:dynamic/msp360:UserComputerDataPurge",
    ]);
  });

  it("has provider texts that never change, because stored state runs them", () => {
    expect(kinds.map(providerText)).to.deep.equal([
      'exports.handler=()=>require("pulumi-msp360/host").accountDestination',
      'exports.handler=()=>require("pulumi-msp360/host").accountDestinations',
      'exports.handler=()=>require("pulumi-msp360/host").userDestination',
      'exports.handler=()=>require("pulumi-msp360/host").userDestinations',
      'exports.handler=()=>require("pulumi-msp360/host").userComputerData',
      'exports.handler=()=>require("pulumi-msp360/host").userComputerDataPurge',
    ]);
  });

  it("has provider texts of at most 100 bytes, because every resource stores them twice", () => {
    for (const kind of kinds) {
      expect(Buffer.byteLength(providerText(kind))).to.be.at.most(100);
    }
  });
});
