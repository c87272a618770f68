import { expect } from "chai";
import { failureOf, inScene, login } from "../host/harness/scene.js";
import { declared } from "./declared-resources.js";
import { canary } from "./echoing-service.js";

describe("Redaction and rotation", () => {
  it("F51: a password that is a short word does not shred messages, and does not show as itself", () =>
    inScene({ config: { "msp360:password": "the" } }, async (scene) => {
      scene.simulator.console.changePassword(login, "the");
      const body = { Message: 'The other theme failed; "the" was given.' };
      scene.simulator.faults.add({ match: { method: "GET" }, kind: { status: 400, body } });
      const { message } = await failureOf(
        scene.host.create("AccountDestination", declared.AccountDestination),
      );
      expect(message).to.include('The other theme failed; "***" was given');
    }));

  it("F52: a rotated password works from the next run on, changes no resource, and the old one stops with one login", () =>
    inScene({}, async (scene) => {
      const held = await scene.create("AccountDestination", declared.AccountDestination);
      scene.simulator.console.changePassword(login, canary);
      await scene.restart();
      scene.simulator.clearRequests();
      const refused = await failureOf(scene.refresh("AccountDestination", held));
      expect(refused.message).to.include("MSP360_PASSWORD");
      expect(scene.simulator.logins).to.equal(1);
      await scene.restart({ config: { "msp360:password": canary } });
      const seen = await scene.refresh("AccountDestination", held);
      expect(seen?.state).to.deep.equal(held.state);
      const { changes } = await scene.preview("AccountDestination", held, declared.AccountDestination);
      expect(changes).to.equal(false);
    }));
});
