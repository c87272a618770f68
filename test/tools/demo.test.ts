import { execFile } from "node:child_process";
import path from "node:path";
import { promisify } from "node:util";
import { expect } from "chai";
import { engineFolders, repositoryRoot } from "../engine/harness/project-environment.js";

const run = promisify(execFile);

describe("npm start", () => {
  it("plays the main job to its end: creation, repair, a policy's refusal, the guard and the purge", async function () {
    this.timeout(300_000);
    const { stdout } = await run(process.execPath, [path.join(repositoryRoot(), "tools", "start.js")], {
      env: { ...process.env, MSP360_ENGINE: engineFolders().split(path.delimiter)[0] ?? "" },
      maxBuffer: 16 * 1024 * 1024,
    });
    for (const sign of [
      /UserComputerData laptop created/,
      /packageId: 27755 => 30413/,
      /UserDestination charlie updated/,
      /Package 30413 limits the storage but is not an allowed one/,
      /Ordered the purge of "Charlie Marketing MacBook"/,
      /is still assigned to "jane\.sales"/,
      /PUT {4}\/api\/Accounts\/RemoveDestination {2}200/,
      /To run the same program against yours/,
    ]) {
      expect(stdout).to.match(sign);
    }
    expect(stdout).to.not.include("example-password");
  });
});
