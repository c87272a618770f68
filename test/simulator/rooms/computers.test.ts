import { expect } from "chai";
import { startSimulator, type Simulator } from "../../../simulator/index.js";
import { ApiCaller } from "../api-caller.js";
import { charlie, kim, unknown } from "../sample-ids.js";

const path = `/api/Users/${charlie}/Computers`;
const macBook = {
  DestinationId: "b17266e7-8b8e-4c3f-b1bb-911b9sdf",
  ComputerName: "Charlie Marketing MacBook",
};
const acer = { DestinationId: "b17266e7-8b8e-4c3f-b1bb-911b9e8sdf", ComputerName: "Jane sales Acer" };

describe("the simulator's computer data", () => {
  let simulator: Simulator;
  let api: ApiCaller;
  beforeEach(async () => {
    simulator = await startSimulator();
    api = await ApiCaller.login(simulator);
  });
  afterEach(() => simulator.stop());

  it("is listed as pairs of one user", async () => {
    expect((await api.get(path)).json()).to.deep.equal([macBook, acer]);
  });

  it("is purged by a list, and leaves the rest", async () => {
    simulator.console.addComputerData({ UserID: kim, ...macBook });
    const purged = await api.send("DELETE", path, [macBook]);
    expect([purged.status, purged.text]).to.deep.equal([200, ""]);
    expect((await api.get(path)).json()).to.deep.equal([acer]);
    expect(simulator.purged).to.deep.equal([{ UserID: charlie, ...macBook }]);
    expect(simulator.tenant.computers.at(-1)).to.deep.equal({ UserID: kim, ...macBook });
  });

  it("answers 200 to a repeated purge, and to one of a pair that never was", async () => {
    await api.send("DELETE", path, [macBook]);
    expect((await api.send("DELETE", path, [macBook])).status).to.equal(200);
    expect((await api.send("DELETE", path, [{ ...acer, ComputerName: "JANE SALES ACER" }])).status).to.equal(
      200,
    );
    expect((await api.get(path)).json()).to.deep.equal([acer]);
  });

  for (const [what, body] of [
    ["an object", JSON.stringify(macBook)],
    ["an empty list", "[]"],
    ["null", "null"],
    ["a pair without a destination", JSON.stringify([{ ComputerName: "nas-01" }])],
    ["a pair without a name", JSON.stringify([{ ...macBook, ComputerName: "" }])],
  ] as const) {
    it(`refuses a purge whose body is ${what}`, async () => {
      const refused = await api.call("DELETE", path, { body });
      expect(refused.status).to.equal(400);
      expect(refused.json()).to.have.property("ModelState");
      expect(simulator.purged).to.deep.equal([]);
    });
  }

  it("refuses a purge without a body, and one without a content type", async () => {
    expect((await api.call("DELETE", path)).status).to.equal(400);
    const body = JSON.stringify([macBook]);
    expect((await api.call("DELETE", path, { body, headers: { "content-type": "" } })).status).to.equal(415);
    expect(simulator.tenant.computers).to.have.length(4);
  });

  it("stays listed for the set delay after a purge", async () => {
    simulator.behaviour.purgedPairsVanishAfterMilliseconds = null;
    await api.send("DELETE", path, [macBook]);
    expect((await api.get(path)).json()).to.have.length(2);
    simulator.behaviour.purgedPairsVanishAfterMilliseconds = 0;
    expect((await api.get(path)).json()).to.deep.equal([acer]);
  });

  it("of a deleted user is not listed unless the switch says so, but can still be purged", async () => {
    await api.call("DELETE", `/api/Users/${kim}/Account`);
    expect((await api.get(`/api/Users/${kim}/Computers`)).json()).to.deep.equal([]);
    simulator.behaviour.computersOfUnknownUser = "listed";
    const left = (await api.get(`/api/Users/${kim}/Computers`)).json() as object[];
    expect(left).to.have.length(2);
    expect((await api.send("DELETE", `/api/Users/${kim}/Computers`, left)).status).to.equal(200);
    expect((await api.get(`/api/Users/${kim}/Computers`)).json()).to.deep.equal([]);
    simulator.behaviour.computersOfUnknownUser = "404";
    expect((await api.get(`/api/Users/${unknown}/Computers`)).status).to.equal(404);
  });
});
