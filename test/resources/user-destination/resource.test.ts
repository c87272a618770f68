import { expect } from "chai";
import { UserDestination } from "../../../provider/index.js";
import { registrationOf, valueOf } from "../../support/registration.js";

const args = { userId: "u-1", accountId: "a-1", destination: "bucket", packageId: 26 };
const outputs = { accountDisplayName: "Storage", displayName: "Bucket" };

describe("Declaring a UserDestination", () => {
  it("registers its arguments under the type and with the provider's text that stored state knows", async () => {
    const { type, inputs } = await registrationOf(() => new UserDestination("name", args));
    expect(type).to.equal("pulumi-nodejs:dynamic/msp360:UserDestination");
    expect(type).to.equal(UserDestination.__pulumiType);
    expect(inputs).to.deep.equal({
      ...args,
      __provider: 'exports.handler=()=>require("pulumi-msp360/host").userDestination',
    });
  });

  it("gives the program what the service adds", async () => {
    const { resource } = await registrationOf(() => new UserDestination("name", args), outputs);
    expect(await valueOf(resource.accountDisplayName)).to.deep.equal(outputs.accountDisplayName);
    expect(await valueOf(resource.displayName)).to.deep.equal(outputs.displayName);
  });
});
