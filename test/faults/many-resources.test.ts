import { expect } from "chai";
import { sampleTenant } from "../../simulator/index.js";
import { inScene } from "../host/harness/scene.js";
import { sample } from "../support/samples.js";

const count = 500;

/** The sample tenant with five hundred more users. */
function largeTenant() {
  const tenant = sampleTenant();
  const added = Array.from({ length: count }, (_, index) => ({
    ID: `00000000-0000-4000-8000-${String(index).padStart(12, "0")}`,
    Email: `user-${String(index)}`,
    Enabled: true,
    DestinationList: [],
  }));
  return { tenant: { ...tenant, users: [...tenant.users, ...added] }, userIds: added.map(({ ID }) => ID) };
}

describe("Many resources", () => {
  it("F48: five hundred assignments cost one write each, and a refresh of them a few lists", () => {
    const { tenant, userIds } = largeTenant();
    return inScene({ tenant }, async (scene) => {
      const kind = "UserDestination";
      const args = { accountId: sample.account, destination: sample.europe, packageId: sample.packageId };
      const calls = () =>
        scene.simulator.requests.filter(({ operationId }) => operationId !== "login").length;
      const held = await Promise.all(userIds.map((userId) => scene.create(kind, { ...args, userId })));
      expect(calls()).to.be.within(count, count + 3);
      await scene.restart();
      scene.simulator.clearRequests();
      const seen = await Promise.all(held.map((one) => scene.refresh(kind, one)));
      expect(seen.map((one) => one?.state)).to.deep.equal(held.map(({ state }) => state));
      expect(calls()).to.be.at.most(3);
      scene.simulator.clearRequests();
      await Promise.all(held.map((one) => scene.delete(kind, one)));
      expect(calls()).to.be.within(count, count + 3);
      expect(scene.simulator.logins).to.be.at.most(1);
    });
  });
});
