import { expect } from "chai";
import { startSimulator, type Simulator } from "../../../simulator/index.js";
import { ApiCaller } from "../api-caller.js";

describe("the simulator's packages, companies, licences and administrators", () => {
  let simulator: Simulator;
  let api: ApiCaller;
  beforeEach(async () => {
    simulator = await startSimulator();
    api = await ApiCaller.login(simulator);
  });
  afterEach(() => simulator.stop());

  for (const [noun, id] of [
    ["Packages", "30412"],
    ["Companies", "2d8f71b4-a6e3-4950-bc1d-f7029e84a53c"],
    ["Licenses", "b4906e2d-17fa-4c85-93d0-6ae5c8f1274b"],
    ["Administrators", "6c1e85f9-d047-42ab-b8e3-1f95a7d06c32"],
  ] as const) {
    it(`are listed and read by id: ${noun}`, async () => {
      const listed = (await api.get(`/api/${noun}`)).json() as object[];
      const read = (await api.get(`/api/${noun}/${id}`)).json() as object;
      expect(listed).to.deep.include(read);
      expect((await api.get(`/api/${noun}/999`)).text).to.equal("null");
    });
  }

  it("come as a list of one where the documentation shows it and the switch says so", async () => {
    simulator.behaviour.singleReadAs = "arrayOfOne";
    expect((await api.get("/api/Packages/30412")).json()).to.have.length(1);
    expect((await api.get("/api/Administrators/6c1e85f9-d047-42ab-b8e3-1f95a7d06c32")).json()).to.have.length(
      1,
    );
  });

  it("show only free licences on request", async () => {
    Object.assign(simulator.tenant.licenses[0] ?? {}, { IsTaken: true });
    expect((await api.get("/api/Licenses?IsAvailable=True")).json()).to.deep.equal([]);
    expect((await api.get("/api/Licenses?isAvailable=false")).json()).to.have.length(1);
  });

  it("answer 501 for a documented operation that is not simulated", async () => {
    const refused = await api.get("/api/Computers/x/Disks");
    expect(refused.status).to.equal(501);
    expect((refused.json() as { Message: string }).Message).to.include("listComputerDisks");
  });
});
