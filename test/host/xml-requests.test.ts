import { expect } from "chai";
import { sample } from "../support/samples.js";
import { inScene } from "./harness/scene.js";

const config = { "msp360:requestFormat": "xml" };

describe("Requests in XML over the dynamic-provider host", () => {
  it("create, change, read and remove every resource", () =>
    inScene({ config }, async (scene) => {
      const bucket = { accountId: sample.account, destination: 'a & <b> "c"', displayName: "Ünï ☂" };
      const destination = await scene.create("AccountDestination", bucket);
      expect(destination.state).to.include(bucket);
      const renamed = await scene.update("AccountDestination", destination, {
        ...bucket,
        displayName: "d'e",
      });
      const assigned = {
        userId: sample.charlie,
        accountId: sample.account,
        destination: bucket.destination,
        packageId: sample.packageId,
      };
      const assignment = await scene.create("UserDestination", assigned);
      const changed = { ...assigned, packageId: sample.otherPackageId };
      expect((await scene.update("UserDestination", assignment, changed)).state).to.include(changed);
      const data = await scene.create("UserComputerData", {
        userId: sample.charlie,
        computers: "all",
        onDelete: "purge",
      });
      await scene.restart();
      await scene.delete("UserComputerData", data);
      await scene.delete("UserDestination", assignment);
      await scene.delete("AccountDestination", renamed);
      expect(scene.simulator.purged).to.have.length(2);
      const types = scene.simulator.requests
        .filter(({ method, operationId }) => method !== "GET" && operationId !== "login")
        .map(
          ({ operationId, contentType }) => `${String(operationId)} ${contentType?.split(";")[0] ?? "none"}`,
        );
      expect(types).to.deep.equal([
        "addAccountDestination application/xml",
        "editAccountDestination application/xml",
        "addUserDestination application/xml",
        // The one body that has no documented XML form.
        "editUserDestination application/json",
        "deleteUserComputerData application/xml",
        "deleteUserDestination none",
        "removeAccountDestination application/xml",
      ]);
    }));
});
