import { expect } from "chai";
import { UserComputerDataPurge } from "../../../provider/index.js";
import { registrationOf, valueOf } from "../../support/registration.js";

const args = { userId: "u-1", computers: [{ computerName: "PC-1" }], triggers: ["1"], waitSeconds: 60 };
const outputs = {
  pairs: [{ computerName: "PC-1", destinationId: "d-1" }],
  requestedAt: "2026-01-01T00:00:00Z",
  completed: false,
};

describe("Declaring a UserComputerDataPurge", () => {
  it("registers its arguments under the type and with the provider's text that stored state knows", async () => {
    const { type, inputs } = await registrationOf(() => new UserComputerDataPurge("name", args));
    expect(type).to.equal("pulumi-nodejs:dynamic/msp360:UserComputerDataPurge");
    expect(type).to.equal(UserComputerDataPurge.__pulumiType);
    expect(inputs).to.deep.equal({
      ...args,
      __provider: 'exports.handler=()=>require("pulumi-msp360/host").userComputerDataPurge',
    });
  });

  it("gives the program what the service adds", async () => {
    const { resource } = await registrationOf(() => new UserComputerDataPurge("name", args), outputs);
    expect(await valueOf(resource.pairs)).to.deep.equal(outputs.pairs);
    expect(await valueOf(resource.requestedAt)).to.deep.equal(outputs.requestedAt);
    expect(await valueOf(resource.completed)).to.deep.equal(outputs.completed);
  });
});
