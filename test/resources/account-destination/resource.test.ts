import { expect } from "chai";
import { AccountDestination } from "../../../provider/index.js";
import { registrationOf, valueOf } from "../../support/registration.js";

const args = { accountId: "a-1", destination: "bucket", displayName: "Bucket", adopt: true };
const outputs = { destinationId: "d-1" };

describe("Declaring an AccountDestination", () => {
  it("registers its arguments under the type and with the provider's text that stored state knows", async () => {
    const { type, inputs } = await registrationOf(() => new AccountDestination("name", args));
    expect(type).to.equal("pulumi-nodejs:dynamic/msp360:AccountDestination");
    expect(type).to.equal(AccountDestination.__pulumiType);
    expect(inputs).to.deep.equal({
      ...args,
      __provider: 'exports.handler=()=>require("pulumi-msp360/host").accountDestination',
    });
  });

  it("gives the program what the service adds", async () => {
    const { resource } = await registrationOf(() => new AccountDestination("name", args), outputs);
    expect(await valueOf(resource.destinationId)).to.deep.equal(outputs.destinationId);
  });
});
