import { expect } from "chai";
import { Bench } from "../../bench/bench.js";
import { SimulatorProcess } from "../../bench/simulator-process.js";
import { StackProject } from "../../bench/stack-project.js";
import { assignmentsOf, packages } from "../../bench/tenant.js";
import { rejectionOf } from "../rejection.js";
import { row } from "./measured.js";

describe("An interruption of the bench", () => {
  let simulator: SimulatorProcess;
  before(async () => {
    simulator = await SimulatorProcess.start();
  });
  after(() => simulator.stop());

  it("begins no further case when it comes between two of them", async () => {
    const interruption = new AbortController();
    const progress = {
      say: () => undefined,
      during: <Result>(_: string, work: () => Promise<Result>) => work(),
    };
    const bench = new Bench(simulator, progress, interruption.signal, 1);
    const before = await simulator.tenant();
    interruption.abort(new Error("ended by SIGINT"));
    const ended = await rejectionOf(bench.play([row("empty", 1)], 1, Infinity, () => undefined));
    expect(ended.message).to.equal("ended by SIGINT");
    expect(await simulator.tenant(), "what a case would have begun with").to.deep.equal(before);
  });

  it("begins no further command when it comes between two of them", async () => {
    const interruption = new AbortController();
    const program = { name: "empty", declared: assignmentsOf(1, packages.first) };
    const project = await StackProject.create(program, simulator.url, true, interruption.signal);
    try {
      interruption.abort(new Error("ended by SIGINT"));
      expect((await rejectionOf(project.run("create"))).message).to.equal("ended by SIGINT");
      expect((await project.exportState()).deployment.resources ?? []).to.deep.equal([]);
    } finally {
      await project.dispose();
    }
  });
});
