import { expect } from "chai";
import { AccountDestinations } from "../../../provider/index.js";
import { registrationOf, valueOf } from "../../support/registration.js";

const args = { accountId: "a-1", destinations: { a: { destination: "bucket" } }, adopt: true };
const outputs = { destinationIds: { a: "d-1" } };

describe("Declaring an AccountDestinations", () => {
  it("registers its arguments under the type and with the provider's text that stored state knows", async () => {
    const { type, inputs } = await registrationOf(() => new AccountDestinations("name", args));
    expect(type).to.equal("pulumi-nodejs:dynamic/msp360:AccountDestinations");
    expect(type).to.equal(AccountDestinations.__pulumiType);
    expect(inputs).to.deep.equal({
      ...args,
      __provider: 'exports.handler=()=>require("pulumi-msp360/host").accountDestinations',
    });
  });

  it("gives the program what the service adds", async () => {
    const { resource } = await registrationOf(() => new AccountDestinations("name", args), outputs);
    expect(await valueOf(resource.destinationIds)).to.deep.equal(outputs.destinationIds);
  });
});
