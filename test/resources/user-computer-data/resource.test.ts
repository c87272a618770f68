import { expect } from "chai";
import { UserComputerData } from "../../../provider/index.js";
import { registrationOf, valueOf } from "../../support/registration.js";

const args = { userId: "u-1", computers: "all", onDelete: "retain" } as const;
const outputs = { pairs: [{ computerName: "PC-1", destinationId: "d-1" }] };

describe("Declaring a UserComputerData", () => {
  it("registers its arguments under the type and with the provider's text that stored state knows", async () => {
    const { type, inputs } = await registrationOf(() => new UserComputerData("name", args));
    expect(type).to.equal("pulumi-nodejs:dynamic/msp360:UserComputerData");
    expect(type).to.equal(UserComputerData.__pulumiType);
    expect(inputs).to.deep.equal({
      ...args,
      __provider: 'exports.handler=()=>require("pulumi-msp360/host").userComputerData',
    });
  });

  it("gives the program what the service adds", async () => {
    const { resource } = await registrationOf(() => new UserComputerData("name", args), outputs);
    expect(await valueOf(resource.pairs)).to.deep.equal(outputs.pairs);
  });
});
