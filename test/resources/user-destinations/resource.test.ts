import { expect } from "chai";
import { UserDestinations } from "../../../provider/index.js";
import { registrationOf, valueOf } from "../../support/registration.js";

const args = {
  assignments: { a: { userId: "u-1", accountId: "a-1", destination: "bucket", packageId: 26 } },
};
const outputs = { assignmentIds: { a: "e-1" } };

describe("Declaring a UserDestinations", () => {
  it("registers its arguments under the type and with the provider's text that stored state knows", async () => {
    const { type, inputs } = await registrationOf(() => new UserDestinations("name", args));
    expect(type).to.equal("pulumi-nodejs:dynamic/msp360:UserDestinations");
    expect(type).to.equal(UserDestinations.__pulumiType);
    expect(inputs).to.deep.equal({
      ...args,
      __provider: 'exports.handler=()=>require("pulumi-msp360/host").userDestinations',
    });
  });

  it("gives the program what the service adds", async () => {
    const { resource } = await registrationOf(() => new UserDestinations("name", args), outputs);
    expect(await valueOf(resource.assignmentIds)).to.deep.equal(outputs.assignmentIds);
  });
});
