import { spawn } from "node:child_process";
import { once } from "node:events";
import { expect } from "chai";
import { engineFolders, projectEnvironment } from "../engine/harness/project-environment.js";
import { canary, Stack } from "../engine/harness/stack.js";
import { declared } from "./declared-resources.js";

describe("Interrupts on the real engine", () => {
  let stack: Stack;

  beforeEach(async () => {
    stack = await Stack.open({ behaviour: { purgedPairsVanishAfterMilliseconds: null } });
  });
  afterEach(() => stack.close());

  it("F58: after a kill between an effect and its record the documented recipe ends with one object and no pending operation", async () => {
    const post = { method: "POST", path: "/api/Accounts/AddDestination" };
    const gate = stack.simulator.faults.hold({ match: post, effect: "after" });
    const abort = new AbortController();
    stack.declare({ kind: "AccountDestination", args: declared.AccountDestination });
    const killed = stack.project.up({ signal: abort.signal });
    await gate.arrived;
    abort.abort();
    expect((await killed).exitCode).to.equal(137);
    gate.release();

    await stack.project.run(["cancel", "--yes"]);
    await stack.does("refresh", { args: ["--clear-pending-creates"] });
    const env = { MSP360_ADOPT_EXISTING: "true" };
    expect(await stack.does("up", { env })).to.deep.equal(["create it"]);

    const made = stack.simulator.tenant.accounts[0]?.Destinations.at(-1);
    expect(stack.simulator.tenant.accounts[0]?.Destinations).to.have.length(3);
    expect((await stack.held("AccountDestination"))?.id).to.equal(made?.DestinationID);
    expect((await stack.project.exportState()).deployment.pending_operations ?? []).to.deep.equal([]);
    expect(await stack.does("up")).to.deep.equal([]);
  });

  it("F59: a second Ctrl-C in a long wait ends the engine within five seconds", async () => {
    stack.declare({
      kind: "UserComputerDataPurge",
      args: { ...declared.UserComputerDataPurge, waitSeconds: 600 },
    });
    const env = {
      ...projectEnvironment(engineFolders(), stack.project.folder),
      MSP360_API_URL: stack.simulator.url,
      MSP360_LOGIN: "acme-api",
      MSP360_PASSWORD: canary,
    };
    const engine = spawn("pulumi", ["up", "--yes", "--skip-preview", "--non-interactive"], {
      cwd: stack.project.folder,
      env,
    });
    let printed = "";
    const until = (words: RegExp) =>
      new Promise<void>((resolve) => {
        const look = () => {
          if (words.test(printed)) {
            resolve();
          }
        };
        engine.stdout.on("data", look);
        engine.stderr.on("data", look);
      });
    for (const stream of [engine.stdout, engine.stderr]) {
      stream.on("data", (chunk: Buffer) => (printed += chunk.toString()));
    }
    const ended = once(engine, "exit");
    await until(/Waiting for the purge/);
    engine.kill("SIGINT");
    await until(/cancelling/);
    const asked = performance.now();
    engine.kill("SIGINT");
    await ended;
    expect(performance.now() - asked).to.be.below(5_000);
    expect(stack.simulator.purged).to.have.length(1);
  });
});
