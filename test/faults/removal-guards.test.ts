import { expect } from "chai";
import { startSimulator } from "../../simulator/index.js";
import { Stack } from "../engine/harness/stack.js";
import { failureOf, inScene } from "../host/harness/scene.js";
import { sample } from "../support/samples.js";
import { declared, kinds } from "./declared-resources.js";

describe("Guards on removal", () => {
  it("F60: a destination that users have is not removed, not even tried: who has it is told, and it goes once they lost it", () =>
    inScene({}, async (scene) => {
      const held = await scene.create("AccountDestination", declared.AccountDestination);
      const assign = (UserID: string) =>
        scene.simulator.console.assignDestination({
          UserID,
          AccountID: sample.account,
          Destination: declared.AccountDestination.destination,
          PackageID: sample.packageId,
        });
      const assigned = [sample.charlie, sample.kim, sample.jane].map(assign);
      await scene.restart();
      scene.simulator.clearRequests();
      const { message } = await failureOf(scene.delete("AccountDestination", held));
      for (const login of ["user@company.com", "ops.kim", "jane.sales"]) {
        expect(message).to.include(`"${login}"`);
      }
      expect(scene.writes()).to.deep.equal([]);
      assigned.forEach((id) => scene.simulator.console.unassignDestination(id));
      await scene.restart();
      await scene.delete("AccountDestination", held);
      expect(scene.writes()).to.deep.equal(["PUT /api/Accounts/RemoveDestination"]);
    }));

  it("F60: when who has a destination cannot be seen, it is not removed", () =>
    inScene({}, async (scene) => {
      const held = await scene.create("AccountDestination", declared.AccountDestination);
      await scene.restart();
      scene.simulator.clearRequests();
      scene.simulator.faults.add({ match: { method: "GET", path: "/api/Users" }, kind: { status: 403 } });
      await failureOf(scene.delete("AccountDestination", held));
      expect(scene.writes()).to.deep.equal([]);
    }));

  it("F61: a resource with protect is not purged by removing it from the program or by destroy", async () => {
    const stack = await Stack.open();
    try {
      const args = declared.UserComputerData;
      stack.declare({ kind: "UserComputerData", args, options: "{ protect: true }" });
      await stack.does("up");
      stack.declare();
      expect(await stack.fails("up")).to.include("protect");
      expect(await stack.fails("destroy")).to.include("protect");
      expect(stack.simulator.purged).to.deep.equal([]);
    } finally {
      await stack.close();
    }
  });

  it("F62: with the address of another MBS account nothing counts as gone, nothing is written and both addresses are named", () =>
    inScene({}, async (scene) => {
      const held = await Promise.all(kinds.map((kind) => scene.create(kind, declared[kind])));
      const other = await startSimulator();
      other.tenant.users.length = 0;
      other.tenant.accounts.length = 0;
      other.tenant.computers.length = 0;
      try {
        await scene.restart({ config: { "msp360:apiUrl": other.url } });
        for (const [index, kind] of kinds.entries()) {
          const one = held[index];
          if (one === undefined || kind === "UserComputerDataPurge") {
            continue;
          }
          // The update last: what a program declares is spared from removal without a look.
          for (const attempt of [
            () => scene.refresh(kind, one),
            () => scene.delete(kind, one),
            () => scene.update(kind, one, declared[kind]),
          ]) {
            const { message } = await failureOf(attempt());
            expect(message, kind).to.include(scene.simulator.url).and.include(other.url);
          }
        }
        const writes = other.requests.filter(
          ({ method, operationId }) => method !== "GET" && operationId !== "login",
        );
        expect(writes).to.deep.equal([]);
        expect(other.purged).to.deep.equal([]);
      } finally {
        await other.stop();
      }
    }));
});
